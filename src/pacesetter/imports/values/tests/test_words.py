"""Yes and no, e-mail, telephone, status, text and the cache in front of them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.imports.problems import WORDINGS, ProblemKind
from pacesetter.imports.values.booleans import read_boolean
from pacesetter.imports.values.cell import MAX_REMEMBERED, Bad, BadValue, Converted
from pacesetter.imports.values.emails import read_email
from pacesetter.imports.values.phones import read_phone
from pacesetter.imports.values.statuses import read_status
from pacesetter.imports.values.texts import folded, key_reader, line_reader, paragraph_reader


def test_yes_and_no_in_many_words() -> None:
    assert [read_boolean(word) for word in ("TRUE", "yes", "1", "Ja", "x")] == [True] * 5
    assert [read_boolean(word) for word in ("False", "no", "0", "nein")] == [False] * 4
    assert read_boolean(" ") is None
    with pytest.raises(BadValue):
        read_boolean("maybe")


@pytest.mark.parametrize(
    "text", ["Jane@Acme.example", " jane@acme.example ", "Jane <jane@acme.example>", "mailto:jane@acme.example",
             "jane@acme.example, other@acme.example", "n/a; jane@acme.example"],
)  # fmt: skip
def test_the_first_address_is_taken(text: str) -> None:
    assert read_email(text) == "jane@acme.example"


@pytest.mark.parametrize("text", ["jane", "jane@", "@acme.example", "jane@acme", "a b@c"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        read_email(text)


def test_numbers_are_kept_as_written() -> None:
    assert read_phone("+64 (0)21 555-123") == "+64 (0)21 555-123"
    assert read_phone("'+6421555123") == "+6421555123"
    assert read_phone("09 555 123 ext. 4") == "09 555 123 ext. 4"
    assert read_phone("021555123; 09555123") == "021555123"
    assert read_phone("") == ""
    with pytest.raises(BadValue):
        read_phone("call me")


@pytest.mark.parametrize(
    ("text", "status", "outcome"),
    [
        ("Completed", "completed", ""), ("Done", "completed", ""), ("To do", "planned", ""),
        ("NOT_STARTED", "planned", ""),
        ("Waiting on someone else", "planned", ""), ("TRUE", "completed", ""), ("0", "planned", ""),
        ("Canceled", "cancelled", ""), ("NO_SHOW", "completed", "No-show"), ("NO_ANSWER", "completed", "No answer"),
        ("Undone", "planned", ""), ("Erledigt", "completed", ""),
    ],
)  # fmt: skip
def test_statuses_of_other_systems(text: str, status: str, outcome: str) -> None:
    assert read_status(text) == (status, outcome)


def test_an_unknown_status_is_told_and_an_empty_one_is_none() -> None:
    assert read_status("") is None
    with pytest.raises(BadValue) as refusal:
        read_status("half way")
    assert refusal.value.kind is ProblemKind.UNKNOWN_STATUS


def test_text_is_tidied_and_measured() -> None:
    assert line_reader(20)("  two \n lines\x00 ") == "two lines"
    assert paragraph_reader(20)(" one\ntwo\x07 ") == "one\ntwo"
    assert line_reader(20)("'=1+1") == "=1+1"
    for reader in (line_reader(3), paragraph_reader(3), key_reader(3)):
        with pytest.raises(BadValue):
            reader("four")


def test_keys_are_exact_and_never_damaged() -> None:
    assert key_reader(20)(" 1234.0 ") == "1234"
    assert key_reader(20)("00Q5e000001abcD") == "00Q5e000001abcD"
    with pytest.raises(BadValue) as refusal:
        key_reader(20)("12\ufffd4")
    assert refusal.value.kind is ProblemKind.DAMAGED_KEY


def test_names_are_compared_without_case_accents_and_signs() -> None:
    assert folded("  René  O'Néill-Smith ") == "rene o neill smith"
    assert folded("Activity - Due date") == "activity due date"
    assert folded("日本 語") == "日本 語"


def test_a_value_is_worked_out_once_and_a_wrong_one_marked() -> None:
    asked: list[str] = []

    def convert(text: str) -> str:
        asked.append(text)
        if text == "bad":
            raise BadValue(ProblemKind.MISSING, text)
        return text.upper()

    column = Converted(convert)
    values = column.column(["a", "b", "a", "bad", "bad"])
    assert values[:3] == ["A", "B", "A"]
    assert all(isinstance(value, Bad) and value.kind is ProblemKind.MISSING for value in values[3:])
    assert column.any_bad
    assert asked == ["a", "b", "bad"]


def test_a_column_of_unique_values_does_not_grow_the_cache() -> None:
    column = Converted(str.upper)
    column.column([str(n) for n in range(MAX_REMEMBERED * 2 + 10)])
    assert len(column) <= MAX_REMEMBERED


def test_every_kind_of_problem_has_its_words() -> None:
    assert WORDINGS.keys() == set(ProblemKind)
    assert all(str(wording.what) and str(wording.advice) for wording in WORDINGS.values())


@given(text=st.text(max_size=40))
def test_no_text_whatever_breaks_a_reader(text: str) -> None:
    for reader in (
        read_boolean,
        read_email,
        read_phone,
        read_status,
        line_reader(30),
        paragraph_reader(30),
        key_reader(30),
    ):
        try:
            reader(text)
        except BadValue as refusal:
            assert refusal.kind in WORDINGS
