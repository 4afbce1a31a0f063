"""On PostgreSQL every transaction that records events notifies, with the organisation's id, whoever listens for changes
(see `web.live.listener`). SQLite has no such thing and needs none: the version of its file says that something changed.
"""

from django.db import migrations

_INSTALL = [
    # The same notice several times in one transaction is one notice.
    """
    CREATE FUNCTION events_notify() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('pacesetter_changed', organisation_id::text)
        FROM (SELECT DISTINCT organisation_id FROM written) AS organisations;
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER events_notify AFTER INSERT ON events_event REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION events_notify()
    """,
]
_REMOVE = ["DROP TRIGGER events_notify ON events_event", "DROP FUNCTION events_notify()"]


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in _INSTALL:
            schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in _REMOVE:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_append_only")]
    operations = [migrations.RunPython(install, remove)]
