"""On PostgreSQL, the index by last contact begins with those with whom there never was any, as lists do. SQLite's indexes
begin with them anyway, and Django cannot say it of an index on both."""

from django.db import migrations

_INDEX = (
    "CREATE INDEX company_by_last_contact ON crm_company (organisation_id, last_contact_on{nulls}, id) "
    "WHERE archived_at IS NULL AND merged_into_id IS NULL"
)


def _replace(schema_editor, nulls):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX company_by_last_contact")
        schema_editor.execute(_INDEX.format(nulls=nulls))


def install(apps, schema_editor):
    _replace(schema_editor, " NULLS FIRST")


def remove(apps, schema_editor):
    _replace(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("crm", "0003_search")]
    operations = [migrations.RunPython(install, remove)]
