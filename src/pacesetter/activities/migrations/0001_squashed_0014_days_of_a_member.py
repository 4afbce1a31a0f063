"""The tables of this room as the 14 migrations up to 0014 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

_contact_days = importlib.import_module("pacesetter.activities.migrations.0004_contact_days")
_contact_days_by_set = importlib.import_module("pacesetter.activities.migrations.0006_contact_days_by_set")
_contact_days_of_new_rows = importlib.import_module("pacesetter.activities.migrations.0008_contact_days_of_new_rows")
_keys_by_set = importlib.import_module("pacesetter.activities.migrations.0011_keys_by_set")
_keys_within_the_organisation = importlib.import_module(
    "pacesetter.activities.migrations.0012_keys_within_the_organisation"
)
_contact_days_of_gone_rows = importlib.import_module("pacesetter.activities.migrations.0013_contact_days_of_gone_rows")


def finish_tables(apps, schema_editor):
    """Make the keys and indexes that Django keeps for the end of a migration: what follows finds or replaces some of them."""
    for statement in schema_editor.deferred_sql:
        schema_editor.execute(statement, None)
    schema_editor.deferred_sql.clear()


class Migration(migrations.Migration):
    replaces = [
        ("activities", "0001_initial"),
        ("activities", "0002_repeating_to_dos"),
        ("activities", "0003_call_cycles"),
        ("activities", "0004_contact_days"),
        ("activities", "0005_next_steps"),
        ("activities", "0006_contact_days_by_set"),
        ("activities", "0007_offline_deeds"),
        ("activities", "0008_contact_days_of_new_rows"),
        ("activities", "0009_outcome_meaning"),
        ("activities", "0010_to_dos_in_order"),
        ("activities", "0011_keys_by_set"),
        ("activities", "0012_keys_within_the_organisation"),
        ("activities", "0013_contact_days_of_gone_rows"),
        ("activities", "0014_days_of_a_member"),
    ]

    initial = True

    dependencies = [
        ("crm", "0001_squashed_0007_contact_lists"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("category", models.CharField(max_length=40, verbose_name="category")),
                ("default_minutes", models.PositiveIntegerField(default=0, verbose_name="usual minutes")),
                ("points", models.DecimalField(decimal_places=2, default="1", max_digits=10, verbose_name="points")),
                ("symbol", models.CharField(blank=True, max_length=40, verbose_name="symbol")),
                ("needs_outcome", models.BooleanField(default=False, verbose_name="an outcome must be chosen")),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="settings of the category")),
                ("position", models.PositiveIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("has_next_steps", models.BooleanField(db_default=False, default=False, editable=False)),
            ],
            options={
                "ordering": ["position", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="one_activity_type_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("position", models.PositiveIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
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
                    "meaning",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nothing in particular"),
                            ("held", "it took place"),
                            ("no_show", "they did not come"),
                            ("called_off", "it was called off"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                        verbose_name="meaning",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name", "id"],
                "constraints": [models.UniqueConstraint(fields=("organisation", "name"), name="one_outcome_per_name")],
            },
        ),
        migrations.CreateModel(
            name="ActivityTypeOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "activity_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allowed_outcomes",
                        to="activities.activitytype",
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
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="allowed_for", to="activities.outcome"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "activity_type", "outcome"), name="one_outcome_per_type"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planned"), ("completed", "Completed"), ("cancelled", "Cancelled")],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due at")),
                ("planned_minutes", models.PositiveIntegerField(default=0, verbose_name="planned minutes")),
                ("planned_value_minor", models.BigIntegerField(default=0, verbose_name="planned value")),
                ("minutes", models.PositiveIntegerField(default=0, verbose_name="minutes")),
                ("value_minor", models.BigIntegerField(default=0, verbose_name="value")),
                ("details", models.JSONField(blank=True, default=dict)),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("typed", "Typed in"),
                            ("add_in", "E-mail add-in"),
                            ("captured", "Captured"),
                            ("imported", "Imported"),
                            ("api", "API"),
                            ("telephony", "Telephony"),
                            ("campaign", "E-mail campaign"),
                            ("campaign_recipient", "Campaign received"),
                        ],
                        default="typed",
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=40)),
                ("external_id", models.CharField(blank=True, max_length=200)),
                ("booked_on", models.DateField(blank=True, null=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("updated_at", models.DateTimeField()),
                ("import_batch_id", models.BigIntegerField(blank=True, editable=False, null=True)),
                ("request_key", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "booked_for",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="crm.company",
                    ),
                ),
                (
                    "completed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="activities.activity",
                    ),
                ),
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
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="people.member",
                    ),
                ),
                (
                    "activity_type",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activitytype",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.outcome",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("completed_on__isnull", False)),
                        fields=["organisation", "owner", "completed_on"],
                        name="activity_by_owner_completed",
                    ),
                    models.Index(
                        condition=models.Q(("booked_on__isnull", False)),
                        fields=["organisation", "booked_for", "booked_on"],
                        name="activity_by_booking",
                    ),
                    models.Index(
                        condition=models.Q(("status", "planned")),
                        fields=["organisation", "owner", "due_on"],
                        name="activity_to_do",
                    ),
                    models.Index(
                        condition=models.Q(("cancelled_at__isnull", False)),
                        fields=["organisation", "owner", "cancelled_at"],
                        name="activity_by_owner_cancelled",
                    ),
                    models.Index(fields=["organisation", "company", "id"], name="activity_by_company"),
                    models.Index(
                        condition=models.Q(
                            ("completed_by__lt", models.F("owner")),
                            ("completed_by__gt", models.F("owner")),
                            ("completed_by__lt", models.F("booked_for")),
                            ("completed_by__gt", models.F("booked_for")),
                            _connector="OR",
                        ),
                        fields=["organisation", "completed_by", "completed_on"],
                        name="activity_completed_by_other",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("created_by__lt", models.F("owner")),
                            ("created_by__gt", models.F("owner")),
                            ("created_by__lt", models.F("booked_for")),
                            ("created_by__gt", models.F("booked_for")),
                            _connector="OR",
                        ),
                        fields=["organisation", "created_by"],
                        name="activity_created_by_other",
                    ),
                    models.Index(
                        condition=models.Q(("import_batch_id__isnull", False)),
                        fields=["organisation", "import_batch_id"],
                        name="activity_by_import",
                    ),
                    models.Index(
                        condition=models.Q(("duplicate_of__isnull", False)),
                        fields=["duplicate_of"],
                        name="activity_by_duplicate",
                    ),
                    models.Index(
                        condition=models.Q(("completed_on__isnull", False), ("deleted_at__isnull", True)),
                        fields=["organisation", "company", "completed_on"],
                        name="activity_by_company_completed",
                    ),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True), ("status", "planned")),
                        fields=["organisation", "company", "due_on"],
                        name="activity_by_company_planned",
                    ),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True), ("status", "planned")),
                        fields=["organisation", "due_on", "due_at", "id", "owner"],
                        name="activity_to_dos_in_order",
                    ),
                    models.Index(
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
                    models.Index(
                        condition=models.Q(
                            ("booked_for__lt", models.F("owner")),
                            ("booked_for__gt", models.F("owner")),
                            _connector="OR",
                        ),
                        fields=["organisation", "owner"],
                        name="activity_taken_over",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("booked_for__lt", models.F("owner")),
                            ("booked_for__gt", models.F("owner")),
                            _connector="OR",
                        ),
                        fields=["organisation", "booked_for"],
                        name="activity_handed_over",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("organisation", "source", "external_id"),
                        name="one_activity_per_external",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("request_key", ""), _negated=True),
                        fields=("organisation", "created_by", "request_key"),
                        name="one_activity_per_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "completed"),
                                ("completed_on__isnull", False),
                                ("completed_at__isnull", False),
                            ),
                            models.Q(
                                models.Q(("status", "completed"), _negated=True),
                                ("completed_on__isnull", True),
                                ("completed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="completed_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booked_for__isnull", True), ("booked_on__isnull", True)),
                            models.Q(("booked_for__isnull", False), ("booked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="booking_has_its_member",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_links",
                        to="activities.activity",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activity_links",
                        to="crm.contact",
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
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "contact", "activity"), name="one_contact_link")
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="activities.activity",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
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
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "member", "activity"), name="one_participation")
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("every", models.PositiveSmallIntegerField(verbose_name="every")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("days", "days"),
                            ("working_days", "working days"),
                            ("weeks", "weeks"),
                            ("months", "months"),
                        ],
                        max_length=12,
                        verbose_name="unit",
                    ),
                ),
                ("anchor_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(("every__gte", 1), ("every__lte", 365)), name="series_has_a_rhythm"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("as_planned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="occurrence", to="activities.activity"
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
                    "series",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="activities.series",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("series", "number"), name="one_activity_per_turn")],
            },
        ),
        migrations.CreateModel(
            name="CallCycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("every", models.PositiveSmallIntegerField(verbose_name="every")),
                (
                    "unit",
                    models.CharField(
                        choices=[("weeks", "weeks"), ("months", "months")], max_length=12, verbose_name="unit"
                    ),
                ),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("as_planned_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "activity_type",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activitytype",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="call_cycles", to="crm.company"
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "planned_after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "company", "activity_type"), name="one_cycle_per_type"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every__gte", 1), ("every__lte", 60)), name="cycle_has_an_interval"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NextStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("delay", models.PositiveSmallIntegerField(verbose_name="delay")),
                (
                    "unit",
                    models.CharField(
                        choices=[("working_days", "working days"), ("days", "days")], max_length=12, verbose_name="unit"
                    ),
                ),
                (
                    "counted_from",
                    models.CharField(
                        choices=[("completed", "the day it was completed"), ("due", "the day it was due")],
                        max_length=12,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "owner_rule",
                    models.CharField(
                        choices=[
                            ("same", "The same owner"),
                            ("account_manager", "The company’s account manager"),
                            ("member", "One member"),
                        ],
                        max_length=20,
                        verbose_name="for",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("suggest", "Suggest it"), ("plan", "Plan it")],
                        max_length=10,
                        verbose_name="what happens",
                    ),
                ),
                ("at_most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at most in a row")),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "after_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_steps",
                        to="activities.activitytype",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "next_type",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activitytype",
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
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("delay__lte", 365)), name="next_step_within_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner_rule", "member"), ("member__isnull", False)),
                            models.Q(models.Q(("owner_rule", "member"), _negated=True), ("member__isnull", True)),
                            _connector="OR",
                        ),
                        name="next_step_names_its_member",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NextStepOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "outcome",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.outcome",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome_links",
                        to="activities.nextstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "step", "outcome"), name="one_outcome_per_next_step"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepTaken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("as_planned_at", models.DateTimeField()),
                (
                    "after",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.activity",
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
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="activities.activity"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activities.nextstep"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["after"], name="step_taken_after")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "after"), name="one_next_step_per_activity")
                ],
            },
        ),
        migrations.CreateModel(
            name="OfflineDeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.activity",
                    ),
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
                "indexes": [models.Index(fields=["member"], name="offline_deed_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "member", "key"), name="one_offline_deed_per_key")
                ],
            },
        ),
        migrations.AddField(
            model_name="activitytype",
            name="outcomes",
            field=models.ManyToManyField(
                blank=True,
                related_name="activity_types",
                through="activities.ActivityTypeOutcome",
                to="activities.outcome",
            ),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="outcomes",
            field=models.ManyToManyField(
                blank=True, related_name="+", through="activities.NextStepOutcome", to="activities.outcome"
            ),
        ),
        migrations.RunPython(finish_tables, migrations.RunPython.noop),
        migrations.RunPython(_contact_days.install, _contact_days.remove),
        *_contact_days_by_set.Migration.operations,
        *_contact_days_of_new_rows.Migration.operations,
        migrations.RunPython(_keys_by_set.install, _keys_by_set.remove),
        migrations.RunPython(_keys_within_the_organisation.install, _keys_within_the_organisation.remove),
        *_contact_days_of_gone_rows.Migration.operations,
    ]
