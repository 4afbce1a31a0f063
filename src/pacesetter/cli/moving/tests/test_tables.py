import pytest
from django.apps import apps
from django.db import connection

from pacesetter.cli.moving.tables import all_tables

# Django's own record of what it has done; and organisations that are being taken away at this moment.
NOT_MOVED = {"django_migrations", "events_erasure"}


@pytest.mark.django_db
def test_every_table_is_moved() -> None:
    tables = {name for name in connection.introspection.table_names() if not name.startswith("sqlite_")}
    # What SQLite has looked up for searching.
    tables = {name for name in tables if "_words" not in name}
    assert tables == {table.name for table in all_tables()} | NOT_MOVED


@pytest.mark.django_db
def test_every_column_is_moved() -> None:
    with connection.cursor() as cursor:
        for table in all_tables():
            described = connection.introspection.get_table_description(cursor, table.name)
            assert {column.name for column in described} == set(table.columns)


def test_each_comes_after_those_it_names() -> None:
    place = {table.name: number for number, table in enumerate(all_tables())}
    named = [
        (model._meta.db_table, field.related_model._meta.db_table)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model is not None and not isinstance(field.related_model, str)
    ]
    assert len(named) > 100
    assert [(one, other) for one, other in named if place[other] > place[one]] == []
