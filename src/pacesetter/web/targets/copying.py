"""Copy targets: from a role or a member to others, or from another day, so many per cent of what they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import Series, TargetRow
from pacesetter.web.targets.saving import WantedTarget
from pacesetter.web.targets.standing import inherited, standing_of
from pacesetter.web.targets.subjects import Subject


@dataclass(frozen=True)
class Copy:
    """What to copy. `source` None: each one's own. `as_on` None: as on the day itself, with the steps after it."""

    source: Subject | None
    to: Sequence[Subject]
    as_on: date | None
    effective_from: date
    per_cent: Decimal
    kpi_id: int | None = None


def copied(copy: Copy, book: Book) -> list[WantedTarget]:
    """The targets to set. KPIs that are not expected of somebody are left out, and so is where there is nothing."""
    wanted = []
    for taker in copy.to:
        giver = copy.source or taker
        if copy.source and copy.source.key == taker.key:
            continue
        for kpi in book.kpis.values():
            is_asked = copy.kpi_id in (None, kpi.id) and not kpi.is_archived
            if is_asked and any(role in kpi.role_weights for role in taker.role_ids):
                one = _wanted(copy, giver, taker, kpi, book)
                wanted += [one] if one else []
    return wanted


def _wanted(copy: Copy, giver: Subject, taker: Subject, kpi: KpiRule, book: Book) -> WantedTarget | None:
    day = copy.as_on or copy.effective_from
    series = _series(giver, kpi, book)
    now = standing_of(series, kpi, book, day).now
    if now is None and copy.source is not None and not giver.is_role:
        # What is expected of a colleague is what counts for them, wherever it comes from.
        from_roles = inherited(book, kpi, giver.role_ids, day)
        now, series = (from_roles.row, ()) if from_roles else (None, ())
    if now is None or now.quantity is None:
        return None
    steps: list[tuple[date, Decimal | None]] = [(copy.effective_from, _times(now.quantity, copy.per_cent))]
    if copy.as_on is None:
        steps += [
            (row.effective_from, None if row.quantity is None else _times(row.quantity, copy.per_cent))
            for row in sorted(series, key=_begins)
            if row.period_kind is now.period_kind and row.effective_from > copy.effective_from
        ]
    return WantedTarget(taker.key, kpi.id, now.period_kind, steps)


def _series(subject: Subject, kpi: KpiRule, book: Book) -> Series:
    return (book.role_targets if subject.is_role else book.member_targets).get((kpi.id, subject.id), ())


def _begins(row: TargetRow) -> date:
    return row.effective_from


def _times(quantity: Fraction, per_cent: Decimal) -> Decimal:
    times = quantity * Fraction(per_cent) / 100
    return (Decimal(times.numerator) / Decimal(times.denominator)).quantize(Decimal("0.001"), "ROUND_HALF_UP")
