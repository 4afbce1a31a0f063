import json

import pytest

from pacesetter.cli.moving.values import as_bytes, as_json, as_text


@pytest.mark.parametrize("text", ["", "Søren", "😀", "a\\u0000b", "tab\tand\nline"])
def test_a_text_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text


def test_signs_that_stand_for_nothing_are_left_out() -> None:
    assert as_text("Ini\x00tech\ud83d") == "Initech"


@pytest.mark.parametrize(
    "text", ['{"a": 1.50, "b": "1e400"}', '"\\\\u0041"', "[]", "null", '{"a":   "Søren"}', '"\\u00e9"']
)
def test_json_stays_as_it_was_written(text: str) -> None:
    assert as_json(text) == text


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("a\x00b", "ab"),
        (["\x00", {"k\x00": ["x\ud83d", 1, None, True, 1.5]}], ["", {"k": ["x", 1, None, True, 1.5]}]),
        ("😀", "😀"),
        ("a\\u0000b", "a\\u0000b"),
    ],
)
def test_json_loses_nothing_else(value: object, kept: object) -> None:
    assert json.loads(as_json(json.dumps(value))) == kept


def test_bytes_are_bytes() -> None:
    assert as_bytes(b"\x00\xff") == b"\x00\xff"
