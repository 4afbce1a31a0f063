"""The tables of this room as the 3 migrations up to 0003 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("kpis", "0001_initial"),
        ("kpis", "0002_locked_figures"),
        ("kpis", "0003_one_target_per_subject_and_day"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_squashed_0014_days_of_a_member"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_kind", models.CharField(max_length=7)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("locked", models.BooleanField(default=False, verbose_name="locked")),
                ("closed_at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
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
                    "reopened_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "locked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("pace_behind", models.DecimalField(decimal_places=2, max_digits=4, null=True)),
                ("pace_on_track", models.DecimalField(decimal_places=2, max_digits=4, null=True)),
                ("score_cap", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("teams", models.JSONField(null=True)),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("organisation", "period_kind", "starts_on"),
                        name="one_closing_per_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Kpi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("count", "Number"),
                            ("minutes", "Minutes"),
                            ("points", "Points"),
                            ("value", "Value"),
                            ("companies", "Different companies"),
                            ("ratio", "Ratio of two KPIs"),
                        ],
                        default="count",
                        max_length=10,
                        verbose_name="measure",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("completed", "Completed"), ("booked", "Booked")],
                        default="completed",
                        max_length=10,
                        verbose_name="moment",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("participants", "Owner and participants"),
                            ("creator", "Creator"),
                            ("completer", "Completer"),
                        ],
                        default="owner",
                        max_length=12,
                        verbose_name="credit",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("more", "More is better"), ("less", "Less is better")],
                        default="more",
                        max_length=4,
                        verbose_name="direction",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "denominator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="denominator_of",
                        to="kpis.kpi",
                    ),
                ),
                (
                    "numerator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numerator_of",
                        to="kpis.kpi",
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
                "ordering": ["position", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="one_kpi_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("measure", "ratio"), ("numerator__isnull", False), ("denominator__isnull", False)
                            ),
                            models.Q(
                                models.Q(("measure", "ratio"), _negated=True),
                                ("numerator__isnull", True),
                                ("denominator__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ratio_has_two_kpis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actual", models.CharField(blank=True, max_length=80)),
                ("target", models.CharField(blank=True, max_length=80)),
                ("actual_now", models.CharField(blank=True, max_length=80)),
                ("target_now", models.CharField(blank=True, max_length=80)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
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
                    "closed_period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="kpis.closedperiod"
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kpis.kpi"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "closed_period", "member", "kpi"), name="one_closed_figure"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KpiActivityType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weight", models.DecimalField(decimal_places=3, default="1", max_digits=8, verbose_name="weight")),
                (
                    "activity_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kpi_mappings",
                        to="activities.activitytype",
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="type_mappings", to="kpis.kpi"
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
                    models.UniqueConstraint(
                        fields=("organisation", "kpi", "activity_type"), name="one_mapping_per_type"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KpiOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counted_outcomes", to="kpis.kpi"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="counted_by", to="activities.outcome"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "kpi", "outcome"), name="one_kpi_outcome")
                ],
            },
        ),
        migrations.CreateModel(
            name="KpiRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=3, default="1", max_digits=8, verbose_name="weight in the score"
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="role_mappings", to="kpis.kpi"
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
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kpi_mappings", to="people.salesrole"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "kpi", "role"), name="one_mapping_per_role")
                ],
            },
        ),
        migrations.CreateModel(
            name="Restatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("restated_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("cause", models.CharField(max_length=60, verbose_name="by what")),
                ("cause_id", models.BigIntegerField(null=True)),
                ("old_actual", models.CharField(blank=True, max_length=80)),
                ("new_actual", models.CharField(blank=True, max_length=80)),
                ("old_target", models.CharField(blank=True, max_length=80)),
                ("new_target", models.CharField(blank=True, max_length=80)),
                (
                    "closed_period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="restatements", to="kpis.closedperiod"
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kpis.kpi"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
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
                    "restated_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("after_locking", models.BooleanField(db_default=False, default=False)),
            ],
            options={
                "ordering": ["-restated_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TallyDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "period_on",
                        "member_id",
                        "activity_type_id",
                        "moment",
                        "outcome_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("period_on", models.DateField()),
                ("member_id", models.BigIntegerField()),
                ("activity_type_id", models.BigIntegerField()),
                ("moment", models.CharField(max_length=1)),
                ("outcome_id", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("minutes", models.BigIntegerField()),
                ("value_minor", models.BigIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
            name="TallyMonth",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "period_on",
                        "member_id",
                        "activity_type_id",
                        "moment",
                        "outcome_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("period_on", models.DateField()),
                ("member_id", models.BigIntegerField()),
                ("activity_type_id", models.BigIntegerField()),
                ("moment", models.CharField(max_length=1)),
                ("outcome_id", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("minutes", models.BigIntegerField()),
                ("value_minor", models.BigIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
            name="Target",
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
                        max_length=7,
                        verbose_name="per",
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="quantity"
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="from")),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="kpis.kpi"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
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
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="people.salesrole",
                    ),
                ),
            ],
            options={
                "ordering": ["effective_from", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", True), ("role__isnull", False)),
                            models.Q(("member__isnull", False), ("role__isnull", True)),
                            _connector="OR",
                        ),
                        name="target_has_one_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"),
                        name="target_not_negative",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", True)),
                        fields=("organisation", "kpi", "role", "period_kind", "effective_from"),
                        name="one_target_of_role_per_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role__isnull", True)),
                        fields=("organisation", "kpi", "member", "period_kind", "effective_from"),
                        name="one_target_of_member_per_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LockedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numerator", models.CharField(max_length=80)),
                ("denominator", models.CharField(blank=True, max_length=80)),
                ("target_amount", models.CharField(max_length=80)),
                ("target_capacity", models.CharField(max_length=80)),
                ("capacity", models.CharField(max_length=80)),
                (
                    "direction",
                    models.CharField(choices=[("more", "More is better"), ("less", "Less is better")], max_length=4),
                ),
                ("score_weight", models.CharField(blank=True, max_length=80)),
                (
                    "closed_period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="locked_figures",
                        to="kpis.closedperiod",
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kpis.kpi"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
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
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.team"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("team__isnull", True)),
                        fields=("organisation", "closed_period", "member", "kpi"),
                        name="one_locked_figure",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("team__isnull", False)),
                        fields=("organisation", "closed_period", "team", "member", "kpi"),
                        name="one_locked_figure_per_team",
                    ),
                ],
            },
        ),
    ]
