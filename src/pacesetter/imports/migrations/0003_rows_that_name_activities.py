"""Let PostgreSQL look at all activities that go together, where an import is taken back, instead of asking sixteen tables for each.

See docs/decisions/what-activities-name-is-checked-by-set.md. What foreign keys promise of rows that name an activity (a
call, a meeting, a next step) is promised still: the activity is there and is locked against going, and it can't go
before them. The keys that there are at this moment are found in the catalogue; a table that comes later keeps a foreign
key, which holds just as well and costs its look-up for each activity. SQLite keeps all of them.

In this room, since it stands above nearly all those tables and is what the keys were slow for.
"""

from django.db import migrations

_KEYS = """
    SELECT quote_ident(t.relname), quote_ident(a.attname), quote_ident(c.conname)
    FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.conrelid
    JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.confrelid = 'activities_activity'::regclass AND c.contype = 'f' AND c.conrelid <> c.confrelid
      AND t.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'activities_activity'::regclass)
    ORDER BY 1, 2"""
_FUNCTION = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"

# One for all tables would have to make up its statement anew for each row.
_NAMES = """
    BEGIN
        PERFORM 1 FROM activities_activity WHERE id = NEW.{column} FOR KEY SHARE;
        IF NOT FOUND THEN
            RAISE foreign_key_violation USING
                MESSAGE = TG_TABLE_NAME || ' names activity ' || NEW.{column} || ', which is not there', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    END"""
_REFUSE = """
            IF {found} THEN
                RAISE foreign_key_violation USING MESSAGE = 'an activity that goes is named by {table}', TABLE = '{table}';
            END IF;"""
# As in activities/0011: such a transaction would not see what came to name the activity since it began.
_LOOKS_BACK = """
        IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
            RAISE feature_not_supported USING MESSAGE = 'activities can go in READ COMMITTED alone';
        END IF;"""
_GOES = """
    BEGIN{looks_back}
        IF NOT EXISTS (SELECT FROM activities_activity WHERE id = OLD.id) THEN{each}
        END IF;
        RETURN NULL;
    END"""
_GO = """
    DECLARE
        first bigint;
        last bigint;
    BEGIN{looks_back}
        SELECT min(id), max(id) INTO first, last FROM gone;
        IF first IS NOT NULL THEN{each}
        END IF;
        RETURN NULL;
    END"""
_MOVES = """
    BEGIN
        RAISE foreign_key_violation USING MESSAGE = 'an activity keeps its id', TABLE = TG_TABLE_NAME;
    END"""
_EMPTIED = "BEGIN{each} RETURN NULL; END"
# Whoever deletes thousands asks for the look at all of them, at once and not at the end of the transaction, by this setting.
_BY_SET = "current_setting('pacesetter.activities_go', true) IS NOT DISTINCT FROM 'by set'"
_TRIGGERS = [
    (
        "activities_named_go",
        f"AFTER DELETE ON activities_activity REFERENCING OLD TABLE AS gone FOR EACH STATEMENT WHEN ({_BY_SET})",
    ),
    ("activities_named_moves", "AFTER UPDATE OF id ON activities_activity FOR EACH ROW WHEN (OLD.id <> NEW.id)"),
    ("activities_named_emptied", "AFTER TRUNCATE ON activities_activity FOR EACH STATEMENT"),
]
_MADE = r"""
    SELECT t.relname, substr(g.tgname, 7) FROM pg_trigger AS g JOIN pg_class AS t ON t.oid = g.tgrelid
    JOIN pg_proc AS p ON p.oid = g.tgfoid
    WHERE left(g.tgname, 6) = 'names_' AND p.proname = t.relname || '_' || substr(g.tgname, 7) || '_is_there'
    ORDER BY 1, 2"""


def _install(keys):
    for table, column, name in keys:
        function = f"{table}_{column}_is_there"
        yield f"ALTER TABLE {table} DROP CONSTRAINT {name}"
        yield _FUNCTION.format(name=function, body=_NAMES.format(column=column))
        yield f"""
            CREATE TRIGGER names_{column} AFTER INSERT ON {table}
            FOR EACH ROW WHEN (NEW.{column} IS NOT NULL) EXECUTE FUNCTION {function}()"""
        yield f"""
            CREATE TRIGGER still_names_{column} AFTER UPDATE OF {column} ON {table} FOR EACH ROW
            WHEN (NEW.{column} IS NOT NULL AND OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION {function}()"""

    def each(found):
        return "".join(
            _REFUSE.format(table=table, found=f"EXISTS (SELECT FROM {table} WHERE {found.format(column=column)})")
            for table, column, _ in keys
        )

    yield _FUNCTION.format(
        name="activities_named_goes", body=_GOES.format(looks_back=_LOOKS_BACK, each=each("{column} = OLD.id"))
    )
    among = "{column} BETWEEN first AND last AND {column} IN (SELECT id FROM gone)"
    yield _FUNCTION.format(name="activities_named_go", body=_GO.format(looks_back=_LOOKS_BACK, each=each(among)))
    yield _FUNCTION.format(name="activities_named_moves", body=_MOVES)
    yield _FUNCTION.format(name="activities_named_emptied", body=_EMPTIED.format(each=each("{column} IS NOT NULL")))
    yield f"""
        CREATE CONSTRAINT TRIGGER activities_named_goes AFTER DELETE ON activities_activity
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT {_BY_SET}) EXECUTE FUNCTION activities_named_goes()"""
    for name, when in _TRIGGERS:
        yield f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()"


def install(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_KEYS)
        keys = cursor.fetchall()
    for statement in _install(keys):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_MADE)
        made = cursor.fetchall()
    for name in ("activities_named_goes", *(name for name, _ in _TRIGGERS)):
        schema_editor.execute(f"DROP TRIGGER {name} ON activities_activity", params=None)
        schema_editor.execute(f"DROP FUNCTION {name}()", params=None)
    for table, column in made:
        for name in (f"names_{column}", f"still_names_{column}"):
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}", params=None)
        schema_editor.execute(f"DROP FUNCTION {table}_{column}_is_there()", params=None)
        schema_editor.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fk FOREIGN KEY ({column}) "
            "REFERENCES activities_activity (id) DEFERRABLE INITIALLY DEFERRED",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_what_the_pages_show"),
        ("activities", "0013_contact_days_of_gone_rows"),
        # Tables that name activities.
        ("capture", "0013_removed_settings"),
        ("integrations", "0015_series_in_calendars"),
        ("meetings", "0010_delegates_and_no_former_series"),
        ("telephony", "0002_calls_of_several_legs"),
    ]
    operations = [migrations.RunPython(install, remove)]
