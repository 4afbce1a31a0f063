"""The tables of this room as the 3 migrations up to 0003 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

_rows_that_name_activities = importlib.import_module("pacesetter.imports.migrations.0003_rows_that_name_activities")


def finish_tables(apps, schema_editor):
    """Make the keys and indexes that Django keeps for the end of a migration: what follows finds or replaces some of them."""
    for statement in schema_editor.deferred_sql:
        schema_editor.execute(statement, None)
    schema_editor.deferred_sql.clear()


class Migration(migrations.Migration):
    replaces = [
        ("imports", "0001_initial"),
        ("imports", "0002_what_the_pages_show"),
        ("imports", "0003_rows_that_name_activities"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_squashed_0014_days_of_a_member"),
        ("capture", "0001_squashed_0013_removed_settings"),
        ("integrations", "0001_squashed_0015_series_in_calendars"),
        ("meetings", "0001_squashed_0010_delegates_and_no_former_series"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("telephony", "0001_squashed_0002_calls_of_several_legs"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("file_name", models.CharField(max_length=255, verbose_name="file")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                ("path", models.CharField(blank=True, max_length=300)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("source", models.CharField(max_length=40, verbose_name="source")),
                ("mapping", models.JSONField(default=dict)),
                ("grounds", models.JSONField(default=dict)),
                ("answers", models.JSONField(default=dict)),
                ("questions", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("started", "Started"),
                            ("checked", "Checked"),
                            ("committing", "Bringing in"),
                            ("done", "Done"),
                            ("undoing", "Taking back"),
                            ("undone", "Taken back"),
                        ],
                        default="started",
                        max_length=12,
                    ),
                ),
                ("rows_total", models.BigIntegerField(default=0, verbose_name="rows")),
                ("position", models.BigIntegerField(default=0)),
                ("read", models.BigIntegerField(default=0, verbose_name="read")),
                ("created", models.BigIntegerField(default=0, verbose_name="created")),
                ("skipped", models.BigIntegerField(default=0, verbose_name="here already")),
                ("failed", models.BigIntegerField(default=0, verbose_name="left out")),
                ("problem_counts", models.JSONField(default=dict)),
                ("made", models.JSONField(default=dict)),
                ("closed_days", models.JSONField(default=list)),
                ("errors_size", models.BigIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("job_id", models.BigIntegerField(blank=True, null=True)),
                ("taken_back", models.JSONField(blank=True, null=True)),
                ("tried", models.JSONField(blank=True, null=True)),
                ("trouble", models.CharField(blank=True, db_default="", max_length=500)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["organisation", "sha256"], name="import_by_file")],
            },
        ),
        migrations.CreateModel(
            name="ImportProblem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("row_number", models.BigIntegerField()),
                ("column", models.CharField(blank=True, max_length=255)),
                ("text", models.CharField(blank=True, max_length=200)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="imports.importbatch"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["row_number", "id"],
            },
        ),
        migrations.RunPython(finish_tables, migrations.RunPython.noop),
        migrations.RunPython(_rows_that_name_activities.install, _rows_that_name_activities.remove),
    ]
