"""Let SQLite work the days of a company out anew only where the activity that goes can have been one of them.

An import that is taken back deletes by the thousand, and each row had its company written once more.
"""

import importlib

from django.db import migrations

_before = importlib.import_module("pacesetter.activities.migrations.0004_contact_days")

_DROP = "DROP TRIGGER activities_contact_days_gone"
# A plan after the next one is not the only one. What was completed before the last contact was not the last.
_GONE = f"""
    CREATE TRIGGER activities_contact_days_gone AFTER DELETE ON activities_activity
    WHEN OLD.company_id IS NOT NULL AND OLD.deleted_at IS NULL BEGIN
        UPDATE crm_company SET {_before._SET} WHERE id = OLD.company_id AND (
            OLD.completed_on >= last_contact_on
            OR OLD.status = 'planned' AND coalesce(OLD.due_on <= next_due_on, 1));
    END
"""  # noqa: S608


def _make_anew(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(_DROP, params=None)
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("activities", "0012_keys_within_the_organisation")]
    operations = [migrations.RunPython(_make_anew(_GONE), _make_anew(_before._SQLITE[2]))]
