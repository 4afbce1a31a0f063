"""What never differs stands in the text of a statement that is planned once."""

from typing import Any

import pytest

from pacesetter.tenancy.prepared import fetch_rows, with_constants


@pytest.mark.parametrize(
    ("values", "differing", "text", "sent"),
    [
        ((7, "planned"), {0}, "SELECT $1, 'planned'", [0]),
        ((7, "planned"), {0, 1}, "SELECT $1, $2", [0, 1]),
        ((True, False), set(), "SELECT TRUE, FALSE", []),
        ((1, "planned"), set(), "SELECT $1, 'planned'", [0]),
        (("it's", "Two words"), set(), "SELECT $1, $2", [0, 1]),
        (("", None), set(), "SELECT $1, $2", [0, 1]),
    ],
)
def test_words_and_truths_that_do_not_differ_stand_in_the_text(
    values: tuple[Any, ...], differing: set[int], text: str, sent: list[int]
) -> None:
    assert with_constants("SELECT %s, %s", values, differing) == (text, sent)


@pytest.mark.parametrize("sql", ["SELECT %s, '%%'", "SELECT %s, '$1'", "SELECT 1", "SELECT %s, %s"])
def test_a_statement_in_which_places_could_be_mistaken_is_refused(sql: str) -> None:
    with pytest.raises(ValueError, match="statement"):
        with_constants(sql, (7,), {0})


@pytest.mark.django_db
def test_the_statement_means_the_same() -> None:
    sql, sent = with_constants("SELECT %s || %s || %s", ("planned", "it's", "a"), {2})
    values = ("planned", "it's", "a")
    assert fetch_rows(sql, [values[place] for place in sent]) == [("plannedit'sa",)]
