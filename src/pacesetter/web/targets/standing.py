"""How a series of targets stands on a day: what counts, what comes next, and what contradicts itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import Series, TargetRow, row_in_effect
from pacesetter.web.targets.words import highest, rate_of


@dataclass(frozen=True, slots=True)
class Standing:
    """`now` counts on the day, `coming` begins later. `kinds` are the kinds of period in effect at once: two do not add
    up, the higher one counts."""

    now: TargetRow | None
    coming: TargetRow | None
    kinds: tuple[PeriodKind, ...]

    @property
    def contradicts(self) -> bool:
        return len(self.kinds) > 1


NOTHING_SET = Standing(None, None, ())


class Standings:
    """The standings of everybody on a day, each worked out once as long as no setting changes."""

    def __init__(self, book: Book, day: date) -> None:
        self.book, self.day = book, day
        known = book.memory.setdefault(("target_standings", day), {})
        assert isinstance(known, dict)  # noqa: S101 - made so one line above
        self._known: dict[tuple[bool, int, int], Standing] = known

    def of(self, is_role: bool, subject_id: int, kpi: KpiRule) -> Standing:
        """The standing of the role's or the member's own series."""
        series = (self.book.role_targets if is_role else self.book.member_targets).get((kpi.id, subject_id))
        if not series:
            return NOTHING_SET
        key = (is_role, subject_id, kpi.id)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = standing_of(series, kpi, self.book, self.day)
        return found


def standing_of(series: Series, kpi: KpiRule, book: Book, day: date) -> Standing:
    """The standing of one subject's series on the day."""
    if not series:
        return NOTHING_SET
    rows = [row for kind in PeriodKind if (row := row_in_effect(series, kind, day)) and row.quantity is not None]
    later = [row for row in series if row.effective_from > day]
    coming = min(later, key=lambda row: (row.effective_from, row.quantity is None), default=None)
    return Standing(highest(rows, kpi, book, day), coming, tuple(row.period_kind for row in rows))


@dataclass(frozen=True, slots=True)
class Inherited:
    """The target that a member has from the roles, and the role it comes from."""

    row: TargetRow
    role_id: int


def inherited(book: Book, kpi: KpiRule, role_ids: Iterable[int], day: date) -> Inherited | None:
    """Of the targets of the roles with this KPI the highest; None where none of them has any."""
    found: Inherited | None = None
    for role_id in role_ids:
        if role_id not in kpi.role_weights:
            continue
        row = standing_of(book.role_targets.get((kpi.id, role_id), ()), kpi, book, day).now
        if row and (found is None or rate_of(row, kpi, book, day) > rate_of(found.row, kpi, book, day)):
            found = Inherited(row, role_id)
    return found
