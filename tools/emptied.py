"""Empty the database after a test that committed, as Django's `flush` does, for a small part of its work.

Django truncates every table there is, each with its indexes as files of their own, and then goes through all models to
write down their kinds and permissions anew. Here rows are deleted where some are, and what migrating writes into every
database stays.
"""

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

# What Django itself fills after each migration, and nothing of the product ever changes.
_STAYS = ("contenttypes.ContentType", "auth.Permission")
# From so many bytes on in one table, making its files anew is quicker than a trigger for each of its rows.
_LARGE = 250_000
_LARGEST = (
    "SELECT max(pg_relation_size(oid)) FROM pg_class "
    "WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace"
)


def take_the_place_of_flush() -> None:
    """Let Django's transactional tests leave the database by `empty` from now on."""
    TransactionTestCase._fixture_teardown = _after_test  # type: ignore[attr-defined]


def _after_test(test: TransactionTestCase) -> None:
    for alias in test._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        empty(connections[alias])


def empty(connection: BaseDatabaseWrapper) -> None:
    """Delete all rows of the tables of all models, but for those that Django fills by itself."""
    from pacesetter.events.erasing import emptying_the_database

    stays = {apps.get_model(name)._meta.db_table for name in _STAYS}
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - stays
    names = [connection.ops.quote_name(table) for table in sorted(tables)]
    # On SQLite a table is emptied at one stroke where nobody asks which other rows name its own. All of them go.
    with (
        connection.constraint_checks_disabled(),
        emptying_the_database(connection.alias),
        connection.cursor() as cursor,
    ):
        statements = [f"DELETE FROM {name}" for name in names]  # noqa: S608 - names of our own models
        if connection.vendor == "postgresql":
            cursor.execute(_LARGEST)
            is_large = cursor.fetchone()[0] > _LARGE
            statements = [f"TRUNCATE {', '.join(names)}" if is_large else "; ".join(statements)]
        for statement in statements:
            cursor.execute(statement)
