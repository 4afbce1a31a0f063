"""Let sets of activities pass the triggers of 0004 on PostgreSQL: whoever writes thousands of rows at once sees to the companies'
days once for all of them (`activities.contact_days.kept_by_set`).

Row by row, an import in the order of time would move the last contact of a company with nearly every row.
"""

from django.db import migrations

_NEW = """
    CREATE TRIGGER activities_contact_days_new BEFORE INSERT ON activities_activity FOR EACH ROW
    WHEN (NEW.company_id IS NOT NULL AND NEW.deleted_at IS NULL{by_row}) EXECUTE FUNCTION activities_contact_days_new()
    """
_GONE = """
    CREATE TRIGGER activities_contact_days_gone AFTER DELETE ON activities_activity FOR EACH ROW
    WHEN (OLD.company_id IS NOT NULL AND OLD.deleted_at IS NULL{by_row})
    EXECUTE FUNCTION activities_contact_days_changed()
    """
_BY_ROW = " AND current_setting('pacesetter.contact_days', true) IS DISTINCT FROM 'by set'"


def _make_anew(by_row):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for name, trigger in (("new", _NEW), ("gone", _GONE)):
            schema_editor.execute(f"DROP TRIGGER activities_contact_days_{name} ON activities_activity", params=None)
            schema_editor.execute(trigger.format(by_row=by_row), params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("activities", "0005_next_steps")]
    operations = [migrations.RunPython(_make_anew(_BY_ROW), _make_anew(""))]
