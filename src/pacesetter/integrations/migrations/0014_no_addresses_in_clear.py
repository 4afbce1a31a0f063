"""Keep no address of a webhook in clear."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0013_sealed_addresses_of_webhooks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="campaignwebhook",
            name="address_hash",
            field=models.CharField(max_length=64, unique=True),
        ),
        migrations.RemoveField(
            model_name="campaignwebhook",
            name="public_id",
        ),
    ]
