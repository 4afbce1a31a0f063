"""What an activity names must belong to its organisation, and what activities may name stays in its own (PostgreSQL).

A row that goes is looked for among its organisation's activities (see 0011). An activity that named another organisation's
company came in, as a foreign key would have let it, and then the company could go without being missed.
"""

import importlib

from django.db import migrations

_before = importlib.import_module("pacesetter.activities.migrations.0011_keys_by_set")
_NAMED = _before._NAMED
_OF_AN_ORGANISATION = [table for table in _NAMED if table != "tenancy_organisation"]


def _own(table, named):
    return f" AND organisation_id = {named}.organisation_id" if table in _OF_AN_ORGANISATION else ""


_ONE = "".join(
    f"""
            IF {_before._SAME.get(column, f"one.{column} IS NOT NULL")} THEN
                PERFORM 1 FROM {table} WHERE id = one.{column}{_own(table, "one")} FOR KEY SHARE;
                IF NOT FOUND THEN
                    missing := '{table} ' || one.{column};
                END IF;
            END IF;"""
    for table, columns in _NAMED.items()
    for column in columns
)


def _missing():
    parts = []
    for table, columns in _NAMED.items():
        first, *more = columns
        others = "".join(f" UNION SELECT {column}, organisation_id FROM came" for column in more)  # noqa: S608
        ids = f"SELECT DISTINCT {first} AS id, organisation_id FROM came{others}"  # noqa: S608
        parts.append(
            f"SELECT '{table} ' || named.id AS what FROM ({ids}) AS named WHERE named.id IS NOT NULL "  # noqa: S608
            f"AND NOT EXISTS (SELECT FROM {table} AS there WHERE id = named.id{_own(table, 'named')} FOR KEY SHARE)"
        )
    return " UNION ALL ".join(parts)


_OF_SET = _before._OF_SET.replace(_before._ONE, _ONE).replace(_before._missing(), _missing())
_OF_ROW = _before._OF_ROW.replace(_before._ONE, _ONE)
# Always refused, whether an activity names the row or not: the lock of an activity that comes at the same moment would not
# keep this from happening. Nothing in the product does it.
_MOVES = """
    BEGIN
        RAISE foreign_key_violation USING
            MESSAGE = TG_TABLE_NAME || ' ' || OLD.id || ' stays in its organisation', TABLE = TG_TABLE_NAME;
    END"""
_REPLACE = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"


def _look(schema_editor, of_set, of_row):
    for name, body in (("activities_name_what_is_there", of_set), ("activities_still_name_what_is_there", of_row)):
        schema_editor.execute(_REPLACE.format(name=name, body=body), params=None)


def install(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    _look(schema_editor, _OF_SET, _OF_ROW)
    schema_editor.execute(_REPLACE.format(name="activities_named_row_moves", body=_MOVES), params=None)
    for table in _OF_AN_ORGANISATION:
        schema_editor.execute(
            f"CREATE TRIGGER activities_named_row_moves AFTER UPDATE OF organisation_id ON {table} FOR EACH ROW "
            "WHEN (OLD.organisation_id <> NEW.organisation_id) EXECUTE FUNCTION activities_named_row_moves()",
            params=None,
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in _OF_AN_ORGANISATION:
        schema_editor.execute(f"DROP TRIGGER activities_named_row_moves ON {table}", params=None)
    schema_editor.execute("DROP FUNCTION activities_named_row_moves()", params=None)
    _look(schema_editor, _before._OF_SET, _before._OF_ROW)


class Migration(migrations.Migration):
    dependencies = [("activities", "0011_keys_by_set")]
    operations = [migrations.RunPython(install, remove)]
