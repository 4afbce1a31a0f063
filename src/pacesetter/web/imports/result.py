"""What came, or would come, of an import, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import ngettext

from pacesetter.imports.models import ImportBatch
from pacesetter.wording.numbers import number


@dataclass(frozen=True)
class Counts:
    """Rows by what became of them."""

    read: int
    created: int
    skipped: int
    left_out: int
    made: str

    @property
    def in_digits(self) -> dict[str, str]:
        """The same numbers in the digits of the language."""
        names = ("read", "created", "skipped", "left_out")
        return {name: in_digits(getattr(self, name)) for name in names}


def counted(batch: ImportBatch) -> Counts:
    """What was brought in so far."""
    return Counts(batch.read, batch.created, batch.skipped, batch.failed, made_in_words(batch.made.get("counts", {})))


def tried(batch: ImportBatch) -> Counts | None:
    """What the dry run came to; None where there was none since something changed."""
    found = batch.tried
    if not found:
        return None
    return Counts(
        found["read"], found["created"], found["skipped"], found["left_out"], made_in_words(found.get("made", {}))
    )


def in_digits(count: int) -> str:
    """A number of rows in the digits of the language."""
    return number(Fraction(count))


def made_in_words(counts: Mapping[str, int]) -> str:
    """Such as "2 companies, 1 contact": records by sort, without those that are none."""
    return ", ".join(_sort(name, count) % {"count": in_digits(count)} for name, count in counts.items() if count)


def _sort(name: str, count: int) -> str:
    if name == "companies":
        return ngettext("%(count)s company", "%(count)s companies", count)
    if name == "contacts":
        return ngettext("%(count)s contact", "%(count)s contacts", count)
    if name == "activity_types":
        return ngettext("%(count)s activity type", "%(count)s activity types", count)
    if name == "outcomes":
        return ngettext("%(count)s outcome", "%(count)s outcomes", count)
    return ngettext("%(count)s activity", "%(count)s activities", count)
