"""Dated rows that must not overlap: roles held and teams belonged to, from a day until the day before another."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal


class Dated(Protocol):
    """A row with `starts_on` and `ends_on` (not included; None: open)."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date | None: ...


def ends_after_it_starts(starts_on: date, ends_on: date | None, *, field: str = "ends_on") -> None:
    """Refuse a span without a day in it."""
    if ends_on is not None and ends_on <= starts_on:
        raise Refusal(_("The end must lie after the start."), field=field, code="ends_before_start")


def refuse_overlap(existing: Iterable[Dated], starts_on: date, ends_on: date | None, message: str) -> None:
    """Refuse a span that shares a day with one of the rows. `message` is told with the row's days behind it."""
    for row in existing:
        if overlap(row, starts_on, ends_on):
            raise Refusal(f"{message} ({shown(row)}).", field="starts_on", code="overlap")


def overlap(row: Dated, starts_on: date, ends_on: date | None) -> bool:
    """Whether the row shares a day with the span."""
    begins_in_time = ends_on is None or row.starts_on < ends_on
    return begins_in_time and (row.ends_on is None or row.ends_on > starts_on)


def shown(row: Dated) -> str:
    """The row's days as people say them: the last day is one that still counts."""
    first = date_format(row.starts_on, "SHORT_DATE_FORMAT")
    if row.ends_on is None:
        return _("since %(day)s") % {"day": first}
    last = date_format(date.fromordinal(row.ends_on.toordinal() - 1), "SHORT_DATE_FORMAT")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
