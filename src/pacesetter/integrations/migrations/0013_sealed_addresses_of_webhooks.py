"""Seal the addresses at which campaigns are reported. Webhooks that are set up there go on reporting to the same ones."""

import hashlib

from django.db import migrations, models

import pacesetter.tenancy.sealed
from pacesetter.tenancy.sealed import opened, seal_into


def seal(apps, schema_editor):
    webhooks = apps.get_model("integrations", "CampaignWebhook")._base_manager
    for row in webhooks.filter(address_hash__isnull=True).iterator():
        row.address_hash = hashlib.sha256(row.public_id.encode()).hexdigest()
        seal_into(row, "address_token", row.public_id)
        row.save(update_fields=["address_hash", "address_token"])


def unseal(apps, schema_editor):
    webhooks = apps.get_model("integrations", "CampaignWebhook")._base_manager
    for row in webhooks.iterator():
        row.public_id = opened(row, "address_token")
        row.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0012_who_orders_are_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignwebhook",
            name="address_hash",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="campaignwebhook",
            name="address_token",
            field=pacesetter.tenancy.sealed.SealedField(db_default=""),
        ),
        migrations.AlterField(
            model_name="campaignwebhook",
            name="public_id",
            field=models.CharField(max_length=40, null=True, unique=True),
        ),
        migrations.RunPython(seal, unseal),
    ]
