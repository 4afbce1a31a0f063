from django.db import migrations, models


def _of_delegates(model):
    fields = {
        "said_stamp": models.DateTimeField(null=True),
        "delegate_address": models.CharField(blank=True, db_default="", default="", max_length=320),
        "delegate_name": models.CharField(blank=True, db_default="", default="", max_length=200),
        "delegate_status": models.CharField(blank=True, db_default="", default="", max_length=12),
        "delegate_stamp": models.DateTimeField(null=True),
    }
    return [migrations.AddField(model_name=model, name=name, field=field) for name, field in fields.items()]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_meeting_series"),
    ]

    operations = [
        *_of_delegates("meetingattendee"),
        *_of_delegates("occurrenceanswer"),
        migrations.AlterField(
            model_name="meetinganswer",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("counted", "counted"),
                    ("stale", "about an earlier state of the meeting, or older than the answer that counts"),
                    ("stranger", "from somebody who was not invited"),
                    ("other", "about another meeting"),
                    ("proposal", "proposes another time"),
                    ("repeated", "the same answer again"),
                    ("refresh", "asked for the request again"),
                    ("outlook", "in Outlook's own form, which does not say what it is about; shown, not counted"),
                    ("undecided", "says neither yes nor no"),
                    ("delegate", "from whoever an attendee sends instead"),
                    ("address", "from another address than the one that was invited; shown, not counted"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveField(model_name="meetingseries", name="goes_on_from"),
    ]
