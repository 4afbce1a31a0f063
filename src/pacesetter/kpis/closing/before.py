"""What closing a period would keep, and what is better seen to before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, QuerySet, Sum
from django.db.models.expressions import RawSQL

from pacesetter.activities.models import Activity, ActivityType, ActivityTypeOutcome
from pacesetter.activities.models.activity import Status
from pacesetter.core import clock
from pacesetter.core.periods import Period, split_whole_months
from pacesetter.kpis.book import Book
from pacesetter.kpis.layout import Days, layout_of
from pacesetter.kpis.models import TallyDay, TallyMonth

# As it stands in the condition of the index, so that SQLite knows that it holds all there is to count.
_PLANNED = RawSQL(f"activities_activity.status = '{Status.PLANNED.value}'", (), output_field=BooleanField())  # noqa: S611


@dataclass(frozen=True)
class OfType:
    """So many activities of one type."""

    name: str
    count: int


@dataclass(frozen=True)
class BeforeClosing:
    """What would be kept (`figures` of `members` for `kpis`), and what may still change it.

    `waiting_for` are members for whom the period is not over on their own clock. `without_outcome` was completed though
    its type has outcomes to choose from; `counted_by_none` is of types that no KPI counts.
    """

    figures: int
    members: int
    kpis: int
    without_target: int
    waiting_for: Sequence[str]
    open_to_dos: int
    without_outcome: Sequence[OfType]
    counted_by_none: Sequence[OfType]

    @property
    def has_doubts(self) -> bool:
        """Whether anything is better seen to first."""
        return bool(self.open_to_dos or self.without_outcome or self.counted_by_none or self.without_target)


def before_closing(book: Book, period: Period) -> BeforeClosing:
    """Look at the period before it is closed. The number of queries does not grow with what is in it."""
    now = clock.now()
    layout = layout_of(book, [Days(period.starts_on, period.ends_on)], book.members, book.kpis)
    [cells], outlooks = layout.ranges, layout.outlooks_at(now)
    waiting = [one.name for one in book.members.values() if now.astimezone(one.zone).date() < period.ends_on]
    last = period.ends_on - timedelta(days=1)
    to_dos = Activity.objects.filter(_PLANNED, due_on__range=(period.starts_on, last), deleted_at__isnull=True)
    done = _done_by_type(period)
    counted = {type_id for kpi in book.kpis.values() if not kpi.is_archived for type_id in kpi.type_weights_milli}
    names = dict(ActivityType.objects.filter(pk__in={type_id for type_id, _outcome in done}).values_list("pk", "name"))
    with_outcomes = set(ActivityTypeOutcome.objects.values_list("activity_type_id", flat=True))
    without: dict[int, int] = {}
    uncounted: dict[int, int] = {}
    for (type_id, outcome_id), count in done.items():
        if not outcome_id and type_id in with_outcomes:
            without[type_id] = without.get(type_id, 0) + count
        if type_id not in counted:
            uncounted[type_id] = uncounted.get(type_id, 0) + count
    return BeforeClosing(
        figures=len(cells),
        members=len({member_id for (member_id, _kpi), _outlook in cells}),
        kpis=len({kpi_id for (_member, kpi_id), _outlook in cells}),
        # A figure has a target where there is a working day with one, whatever was done.
        without_target=sum(not outlooks[place].target.capacity for _key, place in cells),
        waiting_for=waiting,
        open_to_dos=to_dos.count(),
        without_outcome=_of_types(without, names),
        counted_by_none=_of_types(uncounted, names),
    )


def _done_by_type(period: Period) -> dict[tuple[int, int], int]:
    """(type, outcome) to the number completed: from the totals, by month where the period has whole ones."""
    months, ranges = split_whole_months(period.starts_on, period.ends_on)
    totals: list[QuerySet[Any]] = [TallyMonth.objects.filter(period_on__in=months)] if months else []
    totals += [TallyDay.objects.filter(period_on__gte=begins, period_on__lt=ends) for begins, ends in ranges]
    done: dict[tuple[int, int], int] = {}
    for some in totals:
        rows = some.filter(moment="c").order_by().values_list("activity_type_id", "outcome_id")
        for type_id, outcome_id, number in rows.annotate(number=Sum("count")):
            if number:
                done[type_id, outcome_id] = done.get((type_id, outcome_id), 0) + number
    return done


def _of_types(counts: dict[int, int], names: dict[int, str]) -> list[OfType]:
    found = [OfType(names.get(type_id, ""), count) for type_id, count in counts.items()]
    return sorted(found, key=lambda one: (-one.count, one.name))
