"""Record how a change alters figures of closed periods, or refuse it where they are locked."""

from collections.abc import Collection, Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pacesetter.activities.facts import BOOKED, Cell
from pacesetter.activities.ledger import FactChange
from pacesetter.activities.models import ActivityParticipant
from pacesetter.core import clock
from pacesetter.kpis.book import Book, book_of, load_book
from pacesetter.kpis.closing.days import closed_periods_holding
from pacesetter.kpis.closing.kept import teams_in
from pacesetter.kpis.closing.refusals import PeriodLocked
from pacesetter.kpis.closing.snapshot import NOTHING, Kept, fraction, snapshot, text
from pacesetter.kpis.formulas import Expectation, Figure, Outlook
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, LockedFigure, Restatement
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.settings_changes import SettingsChange


class Cause(NamedTuple):
    """Who changed what, and why."""

    by_id: int | None
    reason: str
    what: str
    what_id: int | None


# (member, KPI), old, new.
Difference = tuple[tuple[int, int], Kept, Kept]


def restate_activity(change: FactChange, cells: Collection[Cell], credited: Collection[Cell]) -> None:
    """See to the closed periods that hold a day of one of the cells, whose totals may be others now, or of those of
    which only the credit of a booking moved, to whoever completed it. Raises `PeriodLocked`, unless all that lies in
    the period is what became of a booking: then what was kept of it stays, and the difference is written down."""
    periods = _held(closed_periods_holding({cell.day for cell in (*cells, *credited)}))
    if not periods:
        return
    # Only now: while the periods were waited for, somebody may have changed the rules.
    book = book_of(Organisation.objects.get(pk=change.organisation_id))
    if credited and not any(kpi.moment == "booked" and kpi.credit == "completer" for kpi in book.kpis.values()):
        days = {cell.day for cell in cells}
        periods = [period for period in periods if any(period.starts_on <= day < period.ends_on for day in days)]
    firm = {cell.day for cell in cells if change.is_new or cell.moment != BOOKED}
    _refuse_locked(period for period in periods if any(period.starts_on <= day < period.ends_on for day in firm))
    participations = ActivityParticipant.across_organisations.filter(activity_id=change.activity_id)
    taking_part = participations.values_list("member_id", flat=True)
    cause = Cause(change.by_id, change.reason, change.cause, change.activity_id)
    for period in periods:
        _compare(book, period, cause, change.member_ids | set(taking_part))


def restate_activities(days: Collection[date], *, by_id: int | None, reason: str, what: str, what_id: int) -> None:
    """The same for many activities that were written at once (an import). Whoever writes them leaves days of locked
    periods out; of one that was locked meanwhile what was kept stays, and the difference is written down."""
    periods = _held(closed_periods_holding(days))
    if periods:
        book = load_book(Organisation.objects.get(pk=periods[0].organisation_id))
        for period in periods:
            _compare(book, period, Cause(by_id, reason, what, what_id), None)


def restate_before_lock(book: Book, period: ClosedPeriod, *, by_id: int | None) -> None:
    """Write down what has changed and was not seen to yet: an import tells of what it wrote only at its end. What is
    kept by the lock is what the restatements lead to."""
    _compare(book, period, Cause(by_id, "", "period.locked", period.pk), None)


def restate_settings(change: SettingsChange) -> None:
    """See to all closed periods that the changed settings may alter.

    After a rule without dates (a mapping, say) what was kept of locked periods stays as it is, and the difference is
    written down. A dated change that would alter one is refused with `PeriodLocked`.
    """
    organisation = Organisation.objects.get(pk=change.organisation_id)
    if organisation.closed_through is None or (change.since and change.since > organisation.closed_through):
        return
    closed = ClosedPeriod.objects.filter(reopened_at__isnull=True)
    periods = _held(closed.filter(ends_on__gt=change.since) if change.since else closed)
    book = load_book(organisation)
    cause = Cause(change.by_id, change.reason, change.cause, None)
    for period in periods:
        if period.locked and change.since is not None:
            moved = period.teams is not None and period.teams != teams_in(book, period)
            if moved or _differences(book, period, None):
                raise PeriodLocked(period)
        else:
            _compare(book, period, cause, None)


def restate_unlocked(period: ClosedPeriod, *, by_id: int | None, reason: str) -> None:
    """Write a restatement for each figure that is another now than the one that was kept, since the lock is taken away
    and today's is shown from then on. Call it while what was kept is there."""
    kept = {
        (member_id, kpi_id): _kept(numerator, denominator, amount, capacity)
        for member_id, kpi_id, numerator, denominator, amount, capacity in LockedFigure.objects.filter(
            closed_period=period, team__isnull=True
        ).values_list("member_id", "kpi_id", "numerator", "denominator", "target_amount", "target_capacity")
    }
    pairs = [(key, kept.get(key, NOTHING), now) for key, now in _now(period, None).items()] if kept else []
    cause = Cause(by_id, reason, "period.unlocked", period.pk)
    _write(period, cause, [pair for pair in pairs if pair[1] != pair[2]], after_locking=False)


def _kept(numerator: str, denominator: str, amount: str, capacity: str) -> Kept:
    done, divisor = Fraction(numerator), fraction(denominator)
    expected = Expectation(Fraction(amount), Fraction(capacity))
    figure = Figure(done, Outlook(expected), divisor)
    return Kept(text(figure.actual), text(figure.target))


def _now(period: ClosedPeriod, member_ids: Collection[int] | None) -> dict[tuple[int, int], Kept]:
    """The figures of the period as they were last seen, by the rules of then."""
    figures = ClosedFigure.objects.filter(closed_period=period)
    if member_ids is not None:
        figures = figures.filter(member_id__in=member_ids)
    return {(figure.member_id, figure.kpi_id): Kept(figure.actual_now, figure.target_now) for figure in figures}


def _held(periods: Iterable[ClosedPeriod]) -> list[ClosedPeriod]:
    """The periods, locked in one order until the end of the transaction and read anew.

    Two changes of one closed figure must see each other: the second computes it after the first is committed.
    """
    ids = [period.pk for period in periods]
    rows = ClosedPeriod.objects.select_for_update().filter(pk__in=ids, reopened_at__isnull=True) if ids else ()
    return sorted(rows, key=lambda period: (period.starts_on, period.pk))


def _refuse_locked(periods: Iterable[ClosedPeriod]) -> None:
    for period in periods:
        if period.locked:
            raise PeriodLocked(period)


def _differences(book: Book, period: ClosedPeriod, member_ids: Collection[int] | None) -> list[Difference]:
    old = _now(period, member_ids)
    new = snapshot(book, period, member_ids)
    pairs = [(key, old.get(key, NOTHING), new.get(key, NOTHING)) for key in sorted(old.keys() | new.keys())]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _compare(book: Book, period: ClosedPeriod, cause: Cause, member_ids: Collection[int] | None) -> None:
    """Write a restatement for each figure that changed, and keep the new one beside the closed one."""
    differences = _differences(book, period, member_ids)
    for (member_id, kpi_id), _old, new in differences:
        figure, _ = ClosedFigure.objects.get_or_create(closed_period=period, member_id=member_id, kpi_id=kpi_id)
        figure.actual_now, figure.target_now = new
        figure.save(update_fields=["actual_now", "target_now"])
    _write(period, cause, differences, after_locking=period.locked)


def _write(period: ClosedPeriod, cause: Cause, differences: Iterable[Difference], *, after_locking: bool) -> None:
    now = clock.now()
    Restatement.objects.bulk_create(
        (
            Restatement(
                closed_period=period,
                member_id=member_id,
                kpi_id=kpi_id,
                restated_at=now,
                restated_by_id=cause.by_id,
                reason=cause.reason,
                cause=cause.what,
                cause_id=cause.what_id,
                after_locking=after_locking,
                old_actual=old.actual,
                new_actual=new.actual,
                old_target=old.target,
                new_target=new.target,
            )
            for (member_id, kpi_id), old, new in differences
        ),
        batch_size=1000,
    )
