"""The tables of this room as the 2 migrations up to 0002 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("notifications", "0001_devices_and_choices"), ("notifications", "0002_session_of_device")]

    initial = True

    dependencies = [
        ("kpis", "0001_squashed_0003_one_target_per_subject_and_day"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="NotificationChoices",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lead_minutes", models.PositiveSmallIntegerField(default=15, verbose_name="how long before")),
                ("reminds_by_push", models.BooleanField(default=True, verbose_name="reminders on my devices")),
                ("reminds_by_mail", models.BooleanField(default=False, verbose_name="reminders by e-mail")),
                ("tells_of_targets", models.BooleanField(default=True, verbose_name="a target is reached")),
                (
                    "tells_of_answers",
                    models.BooleanField(default=True, verbose_name="somebody answers a meeting request"),
                ),
                ("any_time", models.BooleanField(default=False, verbose_name="outside of my working hours too")),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_choices",
                        to="people.member",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("reminds_by_mail", True)),
                        fields=["organisation"],
                        name="choices_reminding_by_mail",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("endpoint", models.CharField(max_length=1000)),
                ("public", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("user_agent", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(verbose_name="turned on")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="last notification")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_subscriptions",
                        to="people.member",
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
                ("session_key", models.CharField(blank=True, db_default="", max_length=40)),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "endpoint"), name="one_member_per_browser")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReachedTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period_kind",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("week", "week"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("year", "year"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("reached_at", models.DateTimeField()),
                (
                    "kpi",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="kpis.kpi"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.member",
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
                "indexes": [models.Index(fields=["member"], name="targets_reached_by")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "member", "kpi", "period_kind", "starts_on"),
                        name="one_target_reached_once",
                    )
                ],
            },
        ),
    ]
