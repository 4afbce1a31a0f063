"""A page of a list that may hold a hundred thousand rows: counting stops where nobody cares any more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.core.written_ids import written_id
from pacesetter.web.paging import PER_PAGE
from pacesetter.wording.numbers import number as in_digits

# Counting more than this takes longer than the page itself.
COUNTED = 1000
_DEEPEST = 2000
# How many there are beside the page, read along with each row of it.
_OF_ALL = "number_of_all"


class Sliced(Protocol):
    """Rows of which a part is read."""

    def __getitem__(self, part: slice, /) -> Iterable[Any]:
        """The rows of the part."""


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
    are_few: bool = False,
    some: Callable[[], QuerySet[Any]] | None = None,
) -> Slice:
    """The page that the address asks for by `param`. Two queries; one on the last page, and where how many there are
    is not to be counted because it would mean to look through all that is not on the page. One, too, where they are so
    few that the database has them all in hand to sort them. `some` of the rows, where they are quick to count, are
    counted first: they may be more than are counted."""
    if are_few:
        rows = rows.annotate(**{_OF_ALL: Window(Count("*"))})
    part = _read(request, rows, per_page, param)
    if are_few and part.rows:
        return part.with_count(getattr(part.rows[0], _OF_ALL))
    count: int | None = part.at_least
    if part.is_open:
        are_many = not is_counted or (some is not None and counted(some()) is None)
        count = None if are_many else counted(rows)
    return part.with_count(count)


def slices_of_ids(request: HttpRequest, lists: Mapping[str, Sequence[int]], *, per_page: int) -> dict[str, Slice]:
    """The same as `slices_of` for lists whose ids are all known: no query."""
    found = {}
    for param, ids in lists.items():
        number = _number(request, param)
        start = (number - 1) * per_page
        part = _Part(ids[start : start + per_page], number, len(ids) > start + per_page, len(ids))
        found[param] = part.with_count(len(ids))
    return found


def slices_of(
    request: HttpRequest,
    lists: Mapping[str, Sliced],
    *,
    per_page: int,
    count: Callable[[Sequence[str]], Sequence[int | None]],
) -> dict[str, Slice]:
    """The pages that the address asks for of several lists, by the names of their pages in it. A query for each, and
    one by which `count` counts those together, by their names, that have other pages."""
    parts = {param: _read(request, rows, per_page, param) for param, rows in lists.items()}
    are_open = [param for param, part in parts.items() if part.is_open]
    counts = dict(zip(are_open, count(are_open) if are_open else (), strict=True))
    return {param: part.with_count(counts.get(param, part.at_least)) for param, part in parts.items()}


@dataclass(frozen=True)
class _Part:
    """Rows of a page before they are counted: there are `at_least` so many, and more only where it is open."""

    rows: Sequence[Any]
    number: int
    has_next: bool
    at_least: int

    @property
    def is_open(self) -> bool:
        """The last page knows how many there are, and so does one that begins where nobody counts any more."""
        return (self.has_next and self.at_least <= COUNTED) or bool(self.number > 1 and not self.rows)

    def with_count(self, count: int | None) -> Slice:
        exact = count if count is None or count <= COUNTED else None
        return Slice(self.rows, self.number, self.has_next, exact)


def _read(request: HttpRequest, rows: Sliced, per_page: int, param: str) -> _Part:
    number = _number(request, param)
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    return _Part(found[:per_page], number, len(found) > per_page, start + len(found))


def _number(request: HttpRequest, param: str) -> int:
    return min(max(written_id(request.GET.get(param, "")) or 1, 1), _DEEPEST)


def counted(rows: QuerySet[Any]) -> int | None:
    """How many there are; None where they are more than `COUNTED`."""
    return counted_together([rows])[0]


def counted_together(several: Sequence[QuerySet[Any]]) -> list[int | None]:
    """The same for several lists, in one query; in none where it is known beforehand that nothing is in them."""
    counts: list[int | None] = [0] * len(several)
    parts: dict[int, str] = {}
    values: list[Any] = []
    for place, rows in enumerate(several):
        try:
            sql, given = rows.order_by().values_list("pk")[: COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts[place] = f"(SELECT COUNT(*) FROM ({sql}) AS counted)"  # noqa: S608 - composed by the ORM
        values += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts.values())}", values)
            for place, number in zip(parts, cursor.fetchone(), strict=True):
                counts[place] = number if number <= COUNTED else None
    return counts


def in_words(count: int | None) -> str:
    """Such as "1 company" or "more than 1,000 companies"."""
    if count is None:
        return _("more than %(number)s companies") % {"number": in_digits(Fraction(COUNTED))}
    return ngettext("%(number)s company", "%(number)s companies", count) % {"number": in_digits(Fraction(count))}
