"""Sealed columns, on a table made for these tests alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models

from pacesetter.core.sealing import KeyRing, Unsealable
from pacesetter.tenancy.models import Organisation, Tenanted
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import SealedField, opened, seal_anew, seal_into, sealed_columns

OLD, NEW = bytes(range(32)), bytes(range(32, 64))


class Safe(Tenanted):
    """A row with a secret."""

    token = SealedField(blank=True)

    class Meta:
        app_label = "tenancy_tests"

    def __str__(self) -> str:
        return "safe"


@pytest.fixture
def table(db: None, settings: Any) -> Iterator[None]:
    settings.SEALING_KEYS_FILE = None
    settings.SEALING_KEYS = KeyRing({"a": OLD}, "a")
    with connection.schema_editor() as editor:
        editor.create_model(Safe)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Safe)


pytestmark = pytest.mark.django_db(transaction=True)


def made(organisation: Organisation, secret: str) -> Safe:
    with scope(organisation):
        row = Safe()
        seal_into(row, "token", secret)
        row.save()
        return row


def test_the_database_never_sees_the_secret(table: None, organisation: Organisation) -> None:
    row = made(organisation, "hunter2-hunter2")
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM tenancy_tests_safe")
        assert "hunter2" not in str(cursor.fetchall())
    assert opened(Safe.objects.get(pk=row.pk), "token") == "hunter2-hunter2"


def test_copied_into_another_organisation_it_opens_nothing(
    table: None, organisation: Organisation, other_organisation: Organisation
) -> None:
    row, theirs = made(organisation, "ours"), made(other_organisation, "theirs")
    Safe.across_organisations.filter(pk=theirs.pk).update(token=row.token)
    with pytest.raises(Unsealable):
        opened(Safe.across_organisations.get(pk=theirs.pk), "token")


def test_none_is_none(table: None, organisation: Organisation) -> None:
    assert opened(made(organisation, ""), "token") == ""


def test_all_is_sealed_anew_with_the_new_key_and_the_old_one_can_go(
    table: None, organisation: Organisation, other_organisation: Organisation, settings: Any
) -> None:
    rows = [made(organisation, f"secret {n}") for n in range(3)] + [made(other_organisation, "theirs")]
    settings.SEALING_KEYS = KeyRing({"b": NEW, "a": OLD}, "b")
    assert seal_anew(Safe, "token", at_once=2) == (4, 0)
    assert seal_anew(Safe, "token") == (0, 0)
    settings.SEALING_KEYS = KeyRing({"b": NEW}, "b")
    secrets = {opened(Safe.across_organisations.get(pk=row.pk), "token") for row in rows}
    assert secrets == {"secret 0", "secret 1", "secret 2", "theirs"}


def test_what_no_key_opens_is_counted_and_left(table: None, organisation: Organisation, settings: Any) -> None:
    row = made(organisation, "secret")
    settings.SEALING_KEYS = KeyRing({"b": NEW}, "b")
    assert seal_anew(Safe, "token") == (0, 1)
    assert Safe.objects.get(pk=row.pk).token == row.token


def test_sealed_columns_are_found_and_others_refused(table: None, organisation: Organisation) -> None:
    every: list[type[models.Model]] = [Safe, Organisation]
    assert sealed_columns(every) == [(Safe, "token")]
    with pytest.raises(TypeError):
        opened(organisation, "name")
