"""Statements that the server plans once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.tenancy import prepared
from pacesetter.tenancy.prepared import fetch_row, fetch_rows, with_numbered_places

pytestmark = pytest.mark.django_db

SUM = with_numbered_places("SELECT CAST(%s AS integer) + CAST(%s AS integer)")


def test_places_are_numbered_in_order() -> None:
    assert SUM == "SELECT CAST($1 AS integer) + CAST($2 AS integer)"


def test_each_call_is_answered_by_its_own_values() -> None:
    assert [fetch_rows(SUM, [one, 2]) for one in (1, 2, 3)] == [[(3,)], [(4,)], [(5,)]]
    assert fetch_row("SELECT 1 WHERE 1 = 0", []) is None


@pytest.mark.parametrize("sql", ["SELECT '100 %%'", "SELECT '$1', %s"])
def test_signs_that_could_be_taken_for_places_are_refused(sql: str) -> None:
    with pytest.raises(ValueError, match="sign"):
        with_numbered_places(sql)


def test_whoever_counts_queries_is_given_each() -> None:
    with CaptureQueriesContext(connection) as captured:
        fetch_rows(SUM, [1, 2])
    assert len(captured) == 1


def test_more_values_than_the_protocol_counts_go_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_MOST_VALUES", 1)
    assert fetch_rows(SUM, [1, 2]) == [(3,)]
