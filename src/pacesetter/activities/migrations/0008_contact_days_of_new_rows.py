"""Let the trigger of 0004 for new rows look at the new row alone on SQLite, as it does on PostgreSQL.

Working a company's days out anew with every row that an import writes takes as long as the company has activities,
and on a database whose statistics are old, as long as the organisation has.
"""

import importlib

from django.db import migrations

_before = importlib.import_module("pacesetter.activities.migrations.0004_contact_days")

_DROP = "DROP TRIGGER activities_contact_days_new"
# A campaign that a company received is shown with it, but nobody was in contact.
_NEW = """
    CREATE TRIGGER activities_contact_days_new AFTER INSERT ON activities_activity
    WHEN NEW.company_id IS NOT NULL AND NEW.deleted_at IS NULL BEGIN
        UPDATE crm_company SET last_contact_on = NEW.completed_on
        WHERE id = NEW.company_id AND NEW.provenance <> 'campaign_recipient'
          AND NEW.completed_on > coalesce(last_contact_on, '');
        UPDATE crm_company SET has_plans = 1, next_due_on = min(coalesce(next_due_on, NEW.due_on), coalesce(NEW.due_on, next_due_on))
        WHERE id = NEW.company_id AND NEW.status = 'planned'
          AND (NOT has_plans OR NEW.due_on < coalesce(next_due_on, '9999-12-32'));
    END
"""


def _make_anew(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(_DROP, params=None)
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("activities", "0007_offline_deeds")]
    operations = [migrations.RunPython(_make_anew(_NEW), _make_anew(_before._SQLITE[0]))]
