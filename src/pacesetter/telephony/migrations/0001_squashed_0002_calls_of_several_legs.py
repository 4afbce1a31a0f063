"""The tables of this room as the 2 migrations up to 0002 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.db.models.deletion
from django.db import migrations, models

import pacesetter.tenancy.sealed


class Migration(migrations.Migration):
    replaces = [("telephony", "0001_initial"), ("telephony", "0002_calls_of_several_legs")]

    initial = True

    dependencies = [
        ("activities", "0001_squashed_0014_days_of_a_member"),
        ("crm", "0001_squashed_0007_contact_lists"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("shape", models.CharField(max_length=20, verbose_name="phone system")),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("secret", pacesetter.tenancy.sealed.SealedField(blank=True)),
                ("outcomes", models.JSONField(default=dict)),
                ("left_out", models.JSONField(default=list)),
                ("last_report_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("last_error_at", models.DateTimeField(null=True)),
                ("archived_at", models.DateTimeField(null=True)),
                (
                    "inbound_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activitytype",
                        verbose_name="calls received",
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
                    "outbound_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activitytype",
                        verbose_name="calls made",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="one_call_source_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="CallReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.BinaryField()),
                ("received_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=300)),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="telephony.callsource"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            models.Q(("fault", ""), _negated=True), ("read_at__isnull", True), _connector="OR"
                        ),
                        fields=["organisation", "-id"],
                        name="call_reports_not_used",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("call_id", models.CharField(max_length=200)),
                ("direction", models.CharField(max_length=3)),
                ("number", models.CharField(blank=True, max_length=200, verbose_name="number")),
                ("e164", models.CharField(blank=True, max_length=32)),
                ("member_keys", models.JSONField(default=list)),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("ended_at", models.DateTimeField(null=True)),
                ("seconds", models.PositiveIntegerField(default=0, verbose_name="time spoken")),
                ("result", models.CharField(blank=True, max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("going_on", "Going on"),
                            ("logged", "Logged"),
                            ("unmatched", "Not matched"),
                            ("internal", "Between colleagues"),
                            ("left_out", "Not logged, by the settings"),
                            ("ignored", "Ignored"),
                        ],
                        default="going_on",
                        max_length=10,
                    ),
                ),
                ("question", models.CharField(blank=True, max_length=300)),
                (
                    "activity",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="call",
                        to="activities.activity",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="crm.company"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="crm.contact"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="people.member"
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="telephony.callsource"
                    ),
                ),
                ("is_timed_by_arrival", models.BooleanField(db_default=False, default=False)),
                ("legs", models.JSONField(editable=False, null=True)),
                ("reported_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-started_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "unmatched")),
                        fields=["organisation", "member", "-started_at"],
                        name="calls_not_matched",
                    ),
                    models.Index(
                        condition=models.Q(("state", "going_on")),
                        fields=["organisation", "reported_at"],
                        name="calls_going_on",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "source", "call_id"), name="one_call_per_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="extension, id or number")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="people.member"
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
                "ordering": ["key"],
                "constraints": [models.UniqueConstraint(fields=("organisation", "key"), name="one_member_per_line")],
            },
        ),
    ]
