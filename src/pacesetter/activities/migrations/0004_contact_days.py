"""Triggers that keep a company's last contact and next due day beside its name, whichever way activities are written.

See docs/decisions/last-contact-on-the-company.md. SQLite drops a table's triggers when a migration rebuilds the table:
a later migration that does so must run `install` again. The tests fail where that was forgotten.

On PostgreSQL every writer locks the company before it looks at its activities, so that of two at once the second sees
what the first has written. New rows do so before they are inserted: totals are locked after companies, always.
"""

from django.db import migrations

# A campaign that a company received is shown with it, but nobody was in contact.
_LAST = """
    (SELECT max(a.completed_on) FROM activities_activity a
     WHERE a.organisation_id = crm_company.organisation_id AND a.company_id = crm_company.id AND a.completed_on IS NOT NULL
       AND a.deleted_at IS NULL AND a.provenance <> 'campaign_recipient')"""
_PLANNED = """
     FROM activities_activity a
     WHERE a.organisation_id = crm_company.organisation_id AND a.company_id = crm_company.id AND a.status = 'planned'
       AND a.deleted_at IS NULL"""
_SET = f"last_contact_on = {_LAST}, next_due_on = (SELECT min(a.due_on) {_PLANNED}), has_plans = EXISTS (SELECT 1 {_PLANNED})"
_COLUMNS = ("organisation_id", "company_id", "status", "due_on", "completed_on", "deleted_at", "provenance")

_POSTGRESQL = [
    f"""
    CREATE FUNCTION activities_contact_days_of(the_company bigint) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM crm_company WHERE id = the_company FOR NO KEY UPDATE;
        UPDATE crm_company SET {_SET} WHERE id = the_company;
    END
    $$
    """,  # noqa: S608
    """
    CREATE FUNCTION activities_contact_days_new() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        held crm_company%ROWTYPE;
        completed date := CASE WHEN NEW.provenance <> 'campaign_recipient' THEN NEW.completed_on END;
    BEGIN
        SELECT * INTO held FROM crm_company WHERE id = NEW.company_id FOR NO KEY UPDATE;
        IF NEW.status = 'planned' THEN
            IF NOT held.has_plans OR held.next_due_on IS NULL OR NEW.due_on < held.next_due_on THEN
                UPDATE crm_company SET has_plans = true, next_due_on = least(next_due_on, NEW.due_on)
                WHERE id = NEW.company_id;
            END IF;
        ELSIF completed > coalesce(held.last_contact_on, '-infinity') THEN
            UPDATE crm_company SET last_contact_on = completed WHERE id = NEW.company_id;
        END IF;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE FUNCTION activities_contact_days_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.company_id IS DISTINCT FROM OLD.company_id THEN
            PERFORM activities_contact_days_of(least(OLD.company_id, NEW.company_id));
            PERFORM activities_contact_days_of(greatest(OLD.company_id, NEW.company_id));
        ELSE
            PERFORM activities_contact_days_of(OLD.company_id);
        END IF;
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER activities_contact_days_new BEFORE INSERT ON activities_activity FOR EACH ROW
    WHEN (NEW.company_id IS NOT NULL AND NEW.deleted_at IS NULL) EXECUTE FUNCTION activities_contact_days_new()
    """,
    f"""
    CREATE TRIGGER activities_contact_days_changed AFTER UPDATE OF {", ".join(_COLUMNS)} ON activities_activity
    FOR EACH ROW WHEN (({", ".join(f"OLD.{name}" for name in _COLUMNS)})
        IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in _COLUMNS)}))
    EXECUTE FUNCTION activities_contact_days_changed()
    """,
    """
    CREATE TRIGGER activities_contact_days_gone AFTER DELETE ON activities_activity FOR EACH ROW
    WHEN (OLD.company_id IS NOT NULL AND OLD.deleted_at IS NULL) EXECUTE FUNCTION activities_contact_days_changed()
    """,
]
_POSTGRESQL_BACK = [
    "DROP TRIGGER activities_contact_days_gone ON activities_activity",
    "DROP TRIGGER activities_contact_days_changed ON activities_activity",
    "DROP TRIGGER activities_contact_days_new ON activities_activity",
    "DROP FUNCTION activities_contact_days_changed()",
    "DROP FUNCTION activities_contact_days_new()",
    "DROP FUNCTION activities_contact_days_of(bigint)",
]

_OF_OLD = f"UPDATE crm_company SET {_SET} WHERE id = OLD.company_id"  # noqa: S608
_OF_NEW = f"UPDATE crm_company SET {_SET} WHERE id = NEW.company_id"  # noqa: S608
_SQLITE = [
    f"""
    CREATE TRIGGER activities_contact_days_new AFTER INSERT ON activities_activity
    WHEN NEW.company_id IS NOT NULL AND NEW.deleted_at IS NULL BEGIN {_OF_NEW}; END
    """,
    f"""
    CREATE TRIGGER activities_contact_days_changed AFTER UPDATE OF {", ".join(_COLUMNS)} ON activities_activity
    WHEN {" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _COLUMNS)} BEGIN {_OF_OLD}; {_OF_NEW}; END
    """,
    f"""
    CREATE TRIGGER activities_contact_days_gone AFTER DELETE ON activities_activity
    WHEN OLD.company_id IS NOT NULL AND OLD.deleted_at IS NULL BEGIN {_OF_OLD}; END
    """,
]
_SQLITE_BACK = [f"DROP TRIGGER activities_contact_days_{when}" for when in ("gone", "changed", "new")]


def install(apps, schema_editor):
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in _POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else _SQLITE_BACK:
        schema_editor.execute(statement, params=None)


def fill_in(apps, schema_editor):
    schema_editor.execute(f"UPDATE crm_company SET {_SET}", params=None)  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_call_cycles"), ("crm", "0003_search")]
    operations = [migrations.RunPython(install, remove), migrations.RunPython(fill_in, migrations.RunPython.noop)]
