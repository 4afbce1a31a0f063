"""Let what explains a figure find a member's activities by each of their days: it read all that the member ever did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0013_contact_days_of_gone_rows")]

    operations = [
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(
                    ("due_on__isnull", False),
                    models.Q(
                        ("due_on__lt", models.F("completed_on")),
                        ("due_on__gt", models.F("completed_on")),
                        ("status", "cancelled"),
                        _connector="OR",
                    ),
                ),
                fields=["organisation", "owner", "due_on"],
                name="activity_due_another_day",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(
                    ("booked_for__lt", models.F("owner")), ("booked_for__gt", models.F("owner")), _connector="OR"
                ),
                fields=["organisation", "owner"],
                name="activity_taken_over",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(
                    ("booked_for__lt", models.F("owner")), ("booked_for__gt", models.F("owner")), _connector="OR"
                ),
                fields=["organisation", "booked_for"],
                name="activity_handed_over",
            ),
        ),
    ]
