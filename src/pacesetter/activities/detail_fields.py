"""The fields that a category adds to the form of its activities. What is written there is kept in `details`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise


class DetailKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class DetailField:
    """One field. `key` is where it is kept in `details`: small letters and `_`, none at the beginning (what begins so
    is the product's own). A choice has `choices`, value and label, and one may leave it open. Anything else is a
    ValueError.
    """

    key: str
    label: "str | Promise"
    kind: DetailKind = DetailKind.LINE
    choices: "tuple[tuple[str, str | Promise], ...]" = ()
    help_text: "str | Promise" = ""
    longest: int = 300

    def __post_init__(self) -> None:
        if not self.key.isidentifier() or self.key.startswith("_") or self.key != self.key.lower():
            raise ValueError(f"{self.key!r} is no key of a detail")
        if (self.kind is DetailKind.CHOICE) != bool(self.choices):
            raise ValueError(f"the detail {self.key!r} has choices exactly where it is a choice")

    def kept(self, written: str) -> str:
        """What is kept of what was written: cut to `longest`, and nothing where it is none of the choices."""
        written = written.strip()[: self.longest]
        return written if not self.choices or written in dict(self.choices) else ""

    def shown(self, kept: object) -> str:
        """What was kept, in the words that are read."""
        return str(dict(self.choices).get(str(kept), kept)) if kept else ""
