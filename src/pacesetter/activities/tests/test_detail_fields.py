"""Fields that a category adds to the form."""

from typing import Any

import pytest

from pacesetter.activities.detail_fields import DetailField, DetailKind

CHOICES = (("a", "Apple"), ("b", "Bread"))


def test_what_is_written_is_kept_as_long_as_it_fits() -> None:
    assert DetailField("seen", "Seen", longest=5).kept("  abcdefg ") == "abcde"


def test_only_a_choice_that_is_offered_is_kept_and_its_label_is_read() -> None:
    field = DetailField("food", "Food", DetailKind.CHOICE, choices=CHOICES)
    assert (field.kept("b"), field.kept("c"), field.kept("")) == ("b", "", "")
    assert (field.shown("b"), field.shown(""), field.shown(None)) == ("Bread", "", "")


def test_what_an_older_version_offered_stays_readable() -> None:
    assert DetailField("food", "Food", DetailKind.CHOICE, choices=CHOICES).shown("cake") == "cake"


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "_request"},
        {"key": "two words"},
        {"key": "Upper"},
        {"key": "x", "kind": DetailKind.CHOICE},
        {"key": "x", "choices": CHOICES},
    ],
)
def test_what_makes_no_field_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="detail"):
        DetailField(label="L", **fields)
