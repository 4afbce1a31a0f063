"""Let PostgreSQL check what new activities name once for all rows of a statement, instead of by seven foreign keys for each row.

See docs/decisions/what-activities-name-is-checked-by-set.md. What foreign keys promise is promised still: a row that is named is there and is
locked against going (FOR KEY SHARE) before the statement ends; a row that goes is looked for among activities when its transaction ends, with
the organisation, by whose indexes it is found, where a foreign key reads the whole table. SQLite keeps its foreign keys.

The key to the activity of which another is the duplicate stays: it is nearly always empty.
"""

from django.db import migrations

# Columns of activities, and the table whose rows they name.
_NAMED = {
    "tenancy_organisation": ("organisation_id",),
    "activities_activitytype": ("activity_type_id",),
    "people_member": ("owner_id", "booked_for_id", "created_by_id", "completed_by_id"),
    "crm_company": ("company_id",),
    "activities_outcome": ("outcome_id",),
}
_COLUMNS = [column for columns in _NAMED.values() for column in columns]


# One row alone is looked up column by column, as foreign keys would be; members once where they are the same.
_SAME = {column: f"one.{column} <> one.owner_id" for column in _NAMED["people_member"][1:]}
_ONE = "".join(
    f"""
            IF {_SAME.get(column, f"one.{column} IS NOT NULL")} THEN
                PERFORM 1 FROM {table} WHERE id = one.{column} FOR KEY SHARE;
                IF NOT FOUND THEN
                    missing := '{table} ' || one.{column};
                END IF;
            END IF;"""
    for table, columns in _NAMED.items()
    for column in columns
)
_REFUSE = """
        IF missing IS NOT NULL THEN
            RAISE foreign_key_violation USING
                MESSAGE = 'an activity names ' || missing || ', which is not there', TABLE = 'activities_activity';
        END IF;
        RETURN NULL;"""


def _missing():
    """What new rows name and is not there. With the lock, EXISTS is a look-up by the key for each different id."""
    parts = []
    for table, columns in _NAMED.items():
        first, *more = columns
        others = "".join(f" UNION SELECT {column} FROM came" for column in more)  # noqa: S608
        ids = f"SELECT DISTINCT {first} AS id FROM came{others}"  # noqa: S608
        parts.append(
            f"SELECT '{table} ' || named.id AS what FROM ({ids}) AS named WHERE named.id IS NOT NULL "  # noqa: S608
            f"AND NOT EXISTS (SELECT FROM {table} AS there WHERE there.id = named.id FOR KEY SHARE)"
        )
    return " UNION ALL ".join(parts)


# Plans are kept as long as the connection: one made while a table was nearly empty must not read it whole later.
_OF_SET = f"""
    DECLARE
        one record;
        missing text;
        before text;
    BEGIN
        SELECT {", ".join(_COLUMNS)}, (SELECT count(*) FROM (SELECT FROM came LIMIT 2) AS few) AS how_many
        INTO one FROM came LIMIT 1;
        IF one.how_many = 1 THEN{_ONE}
        ELSIF one.how_many > 1 THEN
            before := current_setting('enable_seqscan');
            PERFORM set_config('enable_seqscan', 'off', true);
            SELECT lacking.what INTO missing FROM ({_missing()}) AS lacking LIMIT 1;
            PERFORM set_config('enable_seqscan', before, true);
        END IF;{_REFUSE}
    END"""  # noqa: S608
_OF_ROW = f"""
    DECLARE
        one ALIAS FOR NEW;
        missing text;
    BEGIN{_ONE}{_REFUSE}
    END"""
_FUNCTION = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
# A transaction that sees the database as it was at its start would not see an activity that came in since. Foreign keys
# can look past that, triggers can't.
_GOING = """
    DECLARE
        is_there boolean;
        organisation bigint := CASE WHEN TG_TABLE_NAME = 'tenancy_organisation' THEN OLD.id
                                    ELSE (to_jsonb(OLD) ->> 'organisation_id')::bigint END;
    BEGIN
        IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
            RAISE feature_not_supported USING MESSAGE = 'rows that activities name can go in READ COMMITTED alone';
        END IF;
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1)', TG_TABLE_NAME) INTO is_there USING OLD.id;
        IF is_there THEN
            RETURN NULL;
        END IF;
        EXECUTE format('SELECT EXISTS (SELECT FROM activities_activity WHERE organisation_id = $1 AND $2 IN (%s))',
            (SELECT string_agg(quote_ident(name), ', ') FROM unnest(TG_ARGV) AS name))
        INTO is_there USING organisation, OLD.id;
        IF is_there THEN
            RAISE foreign_key_violation USING
                MESSAGE = TG_TABLE_NAME || ' ' || OLD.id || ' is named by an activity', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    END"""
_EMPTIED = """
    BEGIN
        IF EXISTS (SELECT FROM activities_activity) THEN
            RAISE foreign_key_violation USING MESSAGE = TG_TABLE_NAME || ' is named by activities', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    END"""


def _install():
    yield _FUNCTION.format(name="activities_name_what_is_there", body=_OF_SET)
    yield """
        CREATE TRIGGER activities_name_what_is_there AFTER INSERT ON activities_activity
        REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION activities_name_what_is_there()"""
    yield _FUNCTION.format(name="activities_still_name_what_is_there", body=_OF_ROW)
    changes = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _COLUMNS)
    yield f"""
        CREATE TRIGGER activities_still_name_what_is_there AFTER UPDATE OF {", ".join(_COLUMNS)} ON activities_activity
        FOR EACH ROW WHEN ({changes}) EXECUTE FUNCTION activities_still_name_what_is_there()"""
    yield _FUNCTION.format(name="activities_named_row_goes", body=_GOING)
    yield _FUNCTION.format(name="activities_named_rows_emptied", body=_EMPTIED)
    for table, columns in _NAMED.items():
        named = ", ".join(f"'{column}'" for column in columns)
        yield f"""
            CREATE CONSTRAINT TRIGGER activities_named_row_goes AFTER DELETE OR UPDATE OF id ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION activities_named_row_goes({named})"""
        yield f"""
            CREATE TRIGGER activities_named_rows_emptied AFTER TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION activities_named_rows_emptied()"""


def install(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(conname) FROM pg_constraint "
            "WHERE conrelid = 'activities_activity'::regclass AND contype = 'f' AND confrelid <> conrelid"
        )
        keys = [name for (name,) in cursor.fetchall()]
    for name in keys:
        schema_editor.execute(f"ALTER TABLE activities_activity DROP CONSTRAINT {name}", params=None)
    for statement in _install():
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in _NAMED:
        for name in ("activities_named_row_goes", "activities_named_rows_emptied"):
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}", params=None)
    for name in ("activities_name_what_is_there", "activities_still_name_what_is_there"):
        schema_editor.execute(f"DROP TRIGGER {name} ON activities_activity", params=None)
    for name in (
        "activities_name_what_is_there",
        "activities_still_name_what_is_there",
        "activities_named_row_goes",
        "activities_named_rows_emptied",
    ):
        schema_editor.execute(f"DROP FUNCTION {name}()", params=None)
    for table, columns in _NAMED.items():
        for column in columns:
            schema_editor.execute(
                f"ALTER TABLE activities_activity ADD CONSTRAINT activities_activity_{column}_fk FOREIGN KEY ({column}) "
                f"REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED",
                params=None,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0010_to_dos_in_order"),
        ("crm", "0001_initial"),
        ("people", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]
    operations = [migrations.RunPython(install, remove)]
