"""The tables of this room as the 7 migrations up to 0007 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import importlib

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

_search = importlib.import_module("pacesetter.crm.migrations.0003_search")
_never_contacted_first = importlib.import_module("pacesetter.crm.migrations.0004_never_contacted_first")


def finish_tables(apps, schema_editor):
    """Make the keys and indexes that Django keeps for the end of a migration: what follows finds or replaces some of them."""
    for statement in schema_editor.deferred_sql:
        schema_editor.execute(statement, None)
    schema_editor.deferred_sql.clear()


class Migration(migrations.Migration):
    replaces = [
        ("crm", "0001_initial"),
        ("crm", "0002_customer_lists"),
        ("crm", "0003_search"),
        ("crm", "0004_never_contacted_first"),
        ("crm", "0005_look_alikes"),
        ("crm", "0006_look_alikes_without_rows"),
        ("crm", "0007_contact_lists"),
    ]

    initial = True

    dependencies = [
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("lead", "Lead"), ("client", "Client")],
                        default="lead",
                        max_length=10,
                        verbose_name="lead or client",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=200, verbose_name="e-mail domain")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="phone number")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("import_batch_id", models.BigIntegerField(blank=True, editable=False, null=True)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "account_manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="companies_managed",
                        to="people.member",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="crm.company",
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
                    "sales_rep",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="companies_sold_to",
                        to="people.member",
                    ),
                ),
                ("has_call_cycle", models.BooleanField(db_default=False, default=False, editable=False)),
                ("has_plans", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "last_contact_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last contact"),
                ),
                ("next_due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="next activity")),
            ],
            options={
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "name_key"], name="company_by_name"),
                    models.Index(fields=["organisation", "domain"], name="company_by_domain"),
                    models.Index(fields=["organisation", "sales_rep"], name="company_by_sales_rep"),
                    models.Index(fields=["organisation", "account_manager"], name="company_by_account_manager"),
                    models.Index(
                        condition=models.Q(("import_batch_id__isnull", False)),
                        fields=["organisation", "import_batch_id"],
                        name="company_by_import",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True), ("merged_into__isnull", True)),
                        fields=["organisation", "last_contact_on", "id"],
                        name="company_by_last_contact",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True), ("merged_into__isnull", True)),
                        fields=["organisation", "next_due_on", "id"],
                        name="company_by_next_due",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True), ("merged_into__isnull", True)),
                        fields=["organisation", "name_key", "id"],
                        name="company_in_use_by_name",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("archived_at__isnull", True), ("merged_into__isnull", True), ("has_plans", False)
                        ),
                        fields=["organisation", "name_key", "id"],
                        name="company_without_plans",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("archived_at__isnull", True),
                            ("merged_into__isnull", True),
                            models.Q(("domain", ""), _negated=True),
                        ),
                        fields=["organisation", "domain"],
                        name="company_in_use_by_domain",
                    ),
                    models.Index(
                        models.F("organisation"),
                        django.db.models.functions.text.Replace("name_key", models.Value(" "), models.Value("")),
                        models.F("name_key"),
                        condition=models.Q(("archived_at__isnull", True), ("merged_into__isnull", True)),
                        name="company_in_use_by_lettering",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyExternalId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("external_id", models.CharField(max_length=200)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="crm.company"
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "source", "external_id"), name="one_company_per_external"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="phone number")),
                ("job_title", models.CharField(blank=True, max_length=100, verbose_name="job title")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("import_batch_id", models.BigIntegerField(blank=True, editable=False, null=True)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="crm.company",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
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
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "email"], name="contact_by_email"),
                    models.Index(fields=["organisation", "phone"], name="contact_by_phone"),
                    models.Index(fields=["organisation", "company"], name="contact_by_company"),
                    models.Index(
                        condition=models.Q(("import_batch_id__isnull", False)),
                        fields=["organisation", "import_batch_id"],
                        name="contact_by_import",
                    ),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True), ("merged_into__isnull", True)),
                        fields=["organisation", "name", "id"],
                        name="contact_in_use_by_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactExternalId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("external_id", models.CharField(max_length=200)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_ids", to="crm.contact"
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "source", "external_id"), name="one_contact_per_external"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyTransfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account_manager",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                (
                    "sales_rep",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DifferentCompanies",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.company"
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
                    "second",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.company"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "first", "second"), name="one_word_on_two_companies"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="name, e-mail address or number")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("lead", "Lead"), ("client", "Client")],
                        max_length=10,
                        verbose_name="lead or client",
                    ),
                ),
                (
                    "silent_days",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="days without contact"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "sales_rep",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                        verbose_name="sales rep",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="one_contact_list_per_name")
                ],
            },
        ),
        migrations.RunPython(finish_tables, migrations.RunPython.noop),
        migrations.RunPython(_search.install, _search.remove),
        migrations.RunPython(_never_contacted_first.install, _never_contacted_first.remove),
    ]
