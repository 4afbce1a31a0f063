"""The index by last contact also says whether something is planned, so that companies without either are found in it alone.

On PostgreSQL it begins with those with whom there never was any contact, as lists do (see `0004_never_contacted_first`).
The new one is there before the old one goes.
"""

from django.db import migrations, models

_IN_USE = "WHERE archived_at IS NULL AND merged_into_id IS NULL"
_OLD, _NEW = "company_by_last_contact", "company_by_last_contact_plans"


def _replace(schema_editor, gone, name, more):
    first = " NULLS FIRST" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(
        f"CREATE INDEX {name} ON crm_company (organisation_id, last_contact_on{first}, id{more}) {_IN_USE}"
    )
    schema_editor.execute(f"DROP INDEX {gone}")


def install(apps, schema_editor):
    _replace(schema_editor, _OLD, _NEW, ", has_plans")


def remove(apps, schema_editor):
    _replace(schema_editor, _NEW, _OLD, "")


class Migration(migrations.Migration):
    dependencies = [("crm", "0008_little_is_pending")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(install, remove)],
            state_operations=[
                migrations.RemoveIndex(model_name="company", name=_OLD),
                migrations.AddIndex(
                    model_name="company",
                    index=models.Index(
                        fields=["organisation", "last_contact_on", "id", "has_plans"],
                        condition=models.Q(("archived_at__isnull", True), ("merged_into__isnull", True)),
                        name=_NEW,
                    ),
                ),
            ],
        )
    ]
