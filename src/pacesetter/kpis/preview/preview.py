"""Try a change, look at the figures and take it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import OperationalError, connection, transaction

from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.preview.changes import Preview, compared
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

_ATTEMPTS = 3


class _Boards(NamedTuple):
    last: Board
    current: Board
    coming: Board


def preview(
    organisation: Organisation,
    change: Callable[[], object],
    now: datetime,
    period_kind: PeriodKind = PeriodKind.MONTH,
) -> Preview:
    """The figures and scores that `change` would alter, old beside new: of all members, for the periods of this kind
    around `now`.

    `change` calls verbs; it is carried out in a transaction that is rolled back, so nothing stays written, no job is
    enqueued and no event remains. It may be called more than once, and rows that it touched have to be read anew. What
    it raises (a `Refusal`, say) is raised.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _tried(organisation.pk, change, now, period_kind)
        except OperationalError as error:
            # Somebody else changed settings meanwhile: by their rules now.
            if getattr(error.__cause__, "sqlstate", None) != "40001" or attempt == _ATTEMPTS:
                raise
    raise AssertionError("the loop returns or raises")


def _tried(organisation_id: int, change: Callable[[], object], now: datetime, period_kind: PeriodKind) -> Preview:
    with _taken_back(), scope(organisation_id):
        before = _boards(organisation_id, now, period_kind)
        change()
        after = _boards(organisation_id, now, period_kind)
    return Preview(*(compared(old, new) for old, new in zip(before, after, strict=True)))


@contextmanager
def _taken_back() -> Iterator[None]:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            # One snapshot for both looks, or a call that somebody logs in between would pass for an effect. Inside
            # another transaction its level stands. SQLite has one writer, which is this one.
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _boards(organisation_id: int, now: datetime, period_kind: PeriodKind) -> _Boards:
    # Never `book_of`: what it keeps would outlive the change.
    organisation = Organisation.objects.get(pk=organisation_id)
    book = load_book(organisation)
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    current = period_holding(period_kind, today, book.calendar)
    periods = (current.previous(), current, current.next())
    # The whole range first, so that working times are read once.
    book.working_times(periods[0].starts_on, periods[-1].ends_on)
    return _Boards(*(board(book, book.members, period, now) for period in periods))
