import django.db.models.deletion
from django.db import migrations, models

import pacesetter.tenancy.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0006_erased_addresses"),
        ("meetings", "0005_meeting_transport"),
        ("people", "0005_one_pattern_per_subject_and_start"),
        ("tenancy", "0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="busy_times",
                        to="integrations.connection",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
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
                "indexes": [models.Index(fields=["member", "ends_at", "starts_at"], name="busy_times_of_member")],
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32)),
                ("external_id", models.CharField(blank=True, max_length=500)),
                ("version", models.CharField(blank=True, max_length=32)),
                ("sent", models.JSONField(default=dict)),
                ("tried_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=500)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_events",
                        to="integrations.connection",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_event",
                        to="meetings.meeting",
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
                "indexes": [models.Index(fields=["connection", "external_id"], name="calendar_event_by_id")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "mark"), name="one_calendar_event_per_mark")
                ],
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.TextField(blank=True)),
                ("until", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("busy_read_at", models.DateTimeField(null=True)),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_place",
                        to="integrations.connection",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OAuthApp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40)),
                ("settings", models.JSONField(default=dict)),
                ("secrets", pacesetter.tenancy.sealed.SealedField(blank=True)),
                ("uses", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "provider"), name="one_oauth_app_per_provider")
                ],
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="connection",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("owner__isnull", False), models.Q(("account_id", ""), _negated=True)
                ),
                fields=("organisation", "provider", "owner", "account_id"),
                name="one_connection_per_own_account",
            ),
        ),
    ]
