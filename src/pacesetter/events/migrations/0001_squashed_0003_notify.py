"""The tables of this room as the 3 migrations up to 0003 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import importlib

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

_append_only = importlib.import_module("pacesetter.events.migrations.0002_append_only")
_notify = importlib.import_module("pacesetter.events.migrations.0003_notify")


class Migration(migrations.Migration):
    replaces = [("events", "0001_initial"), ("events", "0002_append_only"), ("events", "0003_notify")]

    initial = True

    dependencies = [
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("verb", models.CharField(max_length=60, verbose_name="what happened")),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("data", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "subject_kind", "subject_id", "id"], name="events_by_subject")
                ],
            },
        ),
        migrations.RunPython(_append_only.install, _append_only.remove),
        migrations.RunPython(_notify.install, _notify.remove),
    ]
