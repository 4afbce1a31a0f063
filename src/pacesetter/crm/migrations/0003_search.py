"""Full-text indexes over companies and contacts, kept by the database itself so that no way of writing is forgotten.

PostgreSQL indexes an expression, which `crm/searching.py` must repeat word by word. SQLite has two FTS5 tables kept by
triggers, and drops a table's triggers when a migration rebuilds that table: such a migration must run `install` again.
The tests fail where that was forgotten.
"""

from django.db import migrations

from pacesetter.crm.search_documents import COMPANY_DOCUMENT, CONTACT_DOCUMENT

_POSTGRESQL = [
    f"CREATE INDEX crm_company_search ON crm_company USING gin ({COMPANY_DOCUMENT.format(t='')})",
    f"CREATE INDEX crm_contact_search ON crm_contact USING gin ({CONTACT_DOCUMENT.format(t='')})",
]
_POSTGRESQL_BACK = ["DROP INDEX crm_contact_search", "DROP INDEX crm_company_search"]


def _sqlite(table, columns):
    words = f"{table}_words"
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    gone = f"INSERT INTO {words} ({words}, rowid, {names}) VALUES ('delete', OLD.id, {old})"  # noqa: S608
    come = f"INSERT INTO {words} (rowid, {names}) VALUES (NEW.id, {new})"  # noqa: S608
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    table_of_words = (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {words} USING fts5({names}, content='{table}', content_rowid='id', "
        "prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    return [
        table_of_words,
        f"CREATE TRIGGER {words}_insert AFTER INSERT ON {table} BEGIN {come}; END",
        f"CREATE TRIGGER {words}_delete AFTER DELETE ON {table} BEGIN {gone}; END",
        f"CREATE TRIGGER {words}_update AFTER UPDATE OF {names} ON {table} WHEN {changed} BEGIN {gone}; {come}; END",
        f"INSERT INTO {words} ({words}) VALUES ('rebuild')",  # noqa: S608
    ]


_SQLITE = [
    *_sqlite("crm_company", ("name_key", "domain", "phone")),
    *_sqlite("crm_contact", ("name", "email", "phone")),
]
_SQLITE_BACK = [
    *(
        f"DROP TRIGGER {table}_words_{when}"
        for table in ("crm_company", "crm_contact")
        for when in ("insert", "delete", "update")
    ),
    "DROP TABLE crm_company_words",
    "DROP TABLE crm_contact_words",
]


def install(apps, schema_editor):
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in _POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else _SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("crm", "0002_customer_lists")]
    operations = [migrations.RunPython(install, remove)]
