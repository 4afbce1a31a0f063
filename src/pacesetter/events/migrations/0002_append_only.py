"""Triggers that keep events append-only.

SQLite drops a table's triggers when a migration rebuilds the table (any change of a column does): a later migration of
this table must run `install` again. The tests fail where that was forgotten.
"""

from django.db import migrations

_POSTGRESQL = [
    "CREATE TABLE events_erasure (organisation_id bigint PRIMARY KEY)",
    """
    CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT 1 FROM events_erasure WHERE organisation_id IN (OLD.organisation_id, 0)) THEN
                RETURN OLD;
            END IF;
        ELSIF TG_OP = 'TRUNCATE' THEN
            IF EXISTS (SELECT 1 FROM events_erasure WHERE organisation_id = 0) THEN
                RETURN NULL;
            END IF;
        END IF;
        RAISE EXCEPTION 'Events are append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
    END
    $$
    """,
    """
    CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_refuse()
    """,
    """
    CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events_event
    FOR EACH STATEMENT EXECUTE FUNCTION events_refuse()
    """,
]

_SQLITE = [
    "CREATE TABLE IF NOT EXISTS events_erasure (organisation_id integer PRIMARY KEY)",
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events_event
    BEGIN SELECT RAISE(ABORT, 'Events are append-only: UPDATE is refused.'); END
    """,
    """
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events_event
    WHEN NOT EXISTS (SELECT 1 FROM events_erasure WHERE organisation_id IN (OLD.organisation_id, 0))
    BEGIN SELECT RAISE(ABORT, 'Events are append-only: DELETE is refused.'); END
    """,
    # INSERT OR REPLACE deletes the row in its way without firing delete triggers
    # (https://www.sqlite.org/lang_conflict.html), so an id that is taken must be refused here.
    """
    CREATE TRIGGER events_no_replace BEFORE INSERT ON events_event
    WHEN EXISTS (SELECT 1 FROM events_event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'Events are append-only: REPLACE is refused.'); END
    """,
]

_POSTGRESQL_BACK = [
    "DROP TRIGGER events_no_truncate ON events_event",
    "DROP TRIGGER events_append_only ON events_event",
    "DROP FUNCTION events_refuse()",
    "DROP TABLE events_erasure",
]
_SQLITE_BACK = [
    "DROP TRIGGER events_no_replace",
    "DROP TRIGGER events_no_delete",
    "DROP TRIGGER events_no_update",
    "DROP TABLE events_erasure",
]


def install(apps, schema_editor):
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in _POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else _SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
