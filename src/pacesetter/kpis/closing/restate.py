"""Record how a change alters figures of closed periods, or refuse it where they are locked."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from pacesetter.activities.ledger import FactChange
from pacesetter.activities.models import ActivityParticipant
from pacesetter.core import clock
from pacesetter.kpis.book import Book, book_of, load_book
from pacesetter.kpis.closing.days import closed_periods_holding
from pacesetter.kpis.closing.refusals import PeriodLocked
from pacesetter.kpis.closing.snapshot import NOTHING, Kept, snapshot
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, Restatement
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.settings_changes import SettingsChange


class Cause(NamedTuple):
    """Who changed what, and why."""

    by_id: int | None
    reason: str
    what: str
    what_id: int | None


def restate_activity(change: FactChange, days: Collection[date]) -> None:
    """See to the closed periods that hold one of the days. Raises `PeriodLocked`."""
    periods = _held(closed_periods_holding(days))
    if not periods:
        return
    _refuse_locked(periods)
    participations = ActivityParticipant.across_organisations.filter(activity_id=change.activity_id)
    taking_part = participations.values_list("member_id", flat=True)
    cause = Cause(change.by_id, change.reason, change.cause, change.activity_id)
    book = book_of(Organisation.objects.get(pk=change.organisation_id))
    for period in periods:
        _compare(book, period, cause, change.member_ids | set(taking_part))


def restate_activities(days: Collection[date], *, by_id: int | None, reason: str, what: str, what_id: int) -> None:
    """The same for many activities that were written at once (an import). Raises `PeriodLocked`."""
    periods = _held(closed_periods_holding(days))
    _refuse_locked(periods)
    if periods:
        book = load_book(Organisation.objects.get(pk=periods[0].organisation_id))
        for period in periods:
            _compare(book, period, Cause(by_id, reason, what, what_id), None)


def restate_settings(change: SettingsChange) -> None:
    """See to all closed periods that the changed settings may alter.

    A rule without dates (a mapping, say) leaves locked periods alone: what was kept of them stays as it is. A
    dated change that would alter one is refused with `PeriodLocked`.
    """
    organisation = Organisation.objects.get(pk=change.organisation_id)
    if organisation.closed_through is None or (change.since and change.since > organisation.closed_through):
        return
    closed = ClosedPeriod.objects.filter(reopened_at__isnull=True)
    periods = _held(closed.filter(ends_on__gt=change.since) if change.since else closed)
    book = load_book(organisation)
    cause = Cause(change.by_id, change.reason, change.cause, None)
    for period in periods:
        if not period.locked:
            _compare(book, period, cause, None)
        elif change.since is not None and _differences(book, period, None):
            raise PeriodLocked(period)


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


def _differences(
    book: Book, period: ClosedPeriod, member_ids: Collection[int] | None
) -> list[tuple[tuple[int, int], Kept, Kept]]:
    figures = ClosedFigure.objects.filter(closed_period=period)
    if member_ids is not None:
        figures = figures.filter(member_id__in=member_ids)
    old = {(figure.member_id, figure.kpi_id): Kept(figure.actual_now, figure.target_now) for figure in figures}
    new = snapshot(book, period, member_ids)
    pairs = [(key, old.get(key, NOTHING), new.get(key, NOTHING)) for key in sorted(old.keys() | new.keys())]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _compare(book: Book, period: ClosedPeriod, cause: Cause, member_ids: Collection[int] | None) -> None:
    """Write a restatement for each figure that changed, and keep the new one beside the closed one."""
    now = clock.now()
    restatements = []
    for (member_id, kpi_id), old, new in _differences(book, period, member_ids):
        figure, _ = ClosedFigure.objects.get_or_create(closed_period=period, member_id=member_id, kpi_id=kpi_id)
        figure.actual_now, figure.target_now = new
        figure.save(update_fields=["actual_now", "target_now"])
        restatements.append(
            Restatement(
                closed_period=period,
                member_id=member_id,
                kpi_id=kpi_id,
                restated_at=now,
                restated_by_id=cause.by_id,
                reason=cause.reason,
                cause=cause.what,
                cause_id=cause.what_id,
                old_actual=old.actual,
                new_actual=new.actual,
                old_target=old.target,
                new_target=new.target,
            )
        )
    Restatement.objects.bulk_create(restatements, batch_size=1000)
