"""A page of a list that may hold a hundred thousand rows: counting stops where nobody cares any more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.web.paging import PER_PAGE
from pacesetter.wording.numbers import number as in_digits

# Counting more than this takes longer than the page itself.
COUNTED = 1000
_DEEPEST = 2000


@dataclass(frozen=True)
class Slice:
    """Rows of one page. `count` is exact up to `COUNTED`, else None."""

    rows: Sequence[Any]
    number: int
    has_next: bool
    count: int | None

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next


def slice_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    per_page: int = PER_PAGE,
    param: str = "page",
    is_counted: bool = True,
    some: Callable[[], QuerySet[Any]] | None = None,
) -> Slice:
    """The page that the address asks for by `param`. Two queries; one on the last page, and where how many there are
    is not to be counted because it would mean to look through all that is not on the page. `some` of the rows, where
    they are quick to count, are counted first: they may be more than are counted."""
    asked = request.GET.get(param, "")
    number = min(max(int(asked), 1), _DEEPEST) if asked.isdigit() and len(asked) < 7 else 1
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    has_next = len(found) > per_page
    # The last page knows how many there are; whoever searches mostly sees no other.
    is_open = has_next or bool(start and not found)
    count: int | None = start + len(found)
    if is_open:
        are_many = not is_counted or (some is not None and counted(some()) is None)
        count = None if are_many else counted(rows)
    return Slice(found[:per_page], number, has_next, count if count is None or count <= COUNTED else None)


def counted(rows: QuerySet[Any]) -> int | None:
    """How many there are; None where they are more than `COUNTED`."""
    number = rows.order_by()[: COUNTED + 1].count()
    return number if number <= COUNTED else None


def in_words(count: int | None) -> str:
    """Such as "1 company" or "more than 1,000 companies"."""
    if count is None:
        return _("more than %(number)s companies") % {"number": in_digits(Fraction(COUNTED))}
    return ngettext("%(number)s company", "%(number)s companies", count) % {"number": in_digits(Fraction(count))}
