from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0014_no_addresses_in_clear"),
    ]

    operations = [
        migrations.AddField(
            model_name="calendarevent",
            name="differs_at",
            field=models.DateTimeField(null=True),
        ),
    ]
