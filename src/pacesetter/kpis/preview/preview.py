"""Try a change, look at the figures and take it back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import OperationalError, connection, transaction

from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.preview.changes import Preview, compared
from pacesetter.kpis.preview.own_periods import OwnPeriods, boards_of, own_periods, together
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

_ATTEMPTS = 3


class _Boards(NamedTuple):
    """What one look sees: the last, the current and the coming period, and the own periods of KPIs. `kinds` are those
    that KPIs have here."""

    around: tuple[Board, Board, Board]
    own: Mapping[PeriodKind, tuple[Board, Board]]
    kinds: OwnPeriods


def preview(
    organisation: Organisation,
    change: Callable[[], object],
    now: datetime,
    period_kind: PeriodKind = PeriodKind.MONTH,
) -> Preview:
    """The figures and scores that `change` would alter, old beside new: of all members, for the periods of this kind
    around `now`, and for the last full and the current week, quarter and year of KPIs that have targets for these.

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


def _tried(
    organisation_id: int,
    change: Callable[[], object],
    now: datetime,
    period_kind: PeriodKind,
    found: OwnPeriods | None = None,
) -> Preview:
    """`found` are kinds that a first try has found."""
    kinds = found or {}
    with _taken_back(), scope(organisation_id):
        before = _boards(organisation_id, now, period_kind, kinds)
        change()
        after = _boards(organisation_id, now, period_kind, before.kinds)
    if found is None and after.kinds != before.kinds:
        # It brings a kind of period to a KPI, whose figures were not looked at before. Once more is enough, and has to
        # be: a KPI that the change makes has another id each time.
        return _tried(organisation_id, change, now, period_kind, after.kinds)
    own = {
        kind: (compared(old[0], after.own[kind][0]), compared(old[1], after.own[kind][1]))
        for kind, old in before.own.items()
    }
    last, current, coming = (compared(old, new) for old, new in zip(before.around, after.around, strict=True))
    return Preview(last, current, coming, own)


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


def _boards(organisation_id: int, now: datetime, period_kind: PeriodKind, kinds: OwnPeriods) -> _Boards:
    # Never `book_of`: what it keeps would outlive the change.
    organisation = Organisation.objects.get(pk=organisation_id)
    book = load_book(organisation)
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    current = period_holding(period_kind, today, book.calendar)
    periods = (current.previous(), current, current.next())
    # The whole range first, so that working times are read once.
    book.working_times(periods[0].starts_on, periods[-1].ends_on)
    last, this, coming = (board(book, book.members, period, now) for period in periods)
    kinds = together(own_periods(book, period_kind), kinds)
    return _Boards((last, this, coming), boards_of(book, today, now, kinds), kinds)
