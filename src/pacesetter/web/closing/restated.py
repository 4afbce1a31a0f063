"""Restatements in words: whose figure, what it was and is, who changed what and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core.periods import Period, PeriodKind
from pacesetter.kpis.book import Book
from pacesetter.kpis.closing.snapshot import fraction
from pacesetter.kpis.models import ClosedPeriod, Restatement
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NOTHING
from pacesetter.wording.periods import period_label

# By the verb, or by what stands before its dot.
_CAUSES: dict[str, Promise] = {
    "activity.logged": gettext_lazy("An activity was recorded"),
    "activity.planned": gettext_lazy("An activity was planned"),
    "activity.completed": gettext_lazy("An activity was completed"),
    "activity.reopened": gettext_lazy("An activity was reopened"),
    "activity.cancelled": gettext_lazy("An activity was cancelled"),
    "activity.deleted": gettext_lazy("An activity was deleted"),
    "activity.restored": gettext_lazy("A deleted activity was restored"),
    "activity.marked_duplicate": gettext_lazy("An activity was marked as a duplicate"),
    "activity": gettext_lazy("An activity was changed"),
    "import": gettext_lazy("An import"),
    "target": gettext_lazy("A target was changed"),
    "kpi": gettext_lazy("A KPI was changed"),
    "activity_type": gettext_lazy("An activity type was changed"),
    "outcome": gettext_lazy("An outcome was changed"),
    "member": gettext_lazy("A member’s roles, teams or dates were changed"),
    "working_pattern": gettext_lazy("A working week was changed"),
    "leave": gettext_lazy("Leave was changed"),
    "holiday": gettext_lazy("A public holiday was changed"),
    "period.locked": gettext_lazy("The period was locked, and what an import had brought in by then was counted"),
    "period.unlocked": gettext_lazy("The period was unlocked, and what had changed meanwhile came to light"),
    "organisation": gettext_lazy("The organisation’s settings were changed"),
}


@dataclass(frozen=True)
class ShownRestatement:
    """One line. Dashes where there is no figure. `actual` and `target` tell which of them differ.

    `after_locking`: what is shown of the period stayed as it was kept.
    """

    at: datetime
    by: str
    member: str
    kpi: str
    period: str
    closed_period_id: int
    old_actual: str
    new_actual: str
    old_target: str
    new_target: str
    actual_differs: bool
    target_differs: bool
    cause: str
    reason: str
    after_locking: bool


def shown_restatements(rows: Iterable[Restatement], book: Book) -> list[ShownRestatement]:
    """The rows in words."""
    return [_shown(row, book) for row in rows]


def cause_in_words(cause: str) -> str:
    """What changed the figure; what is not known by name is said as it is kept."""
    words = _CAUSES.get(cause) or _CAUSES.get(cause.partition(".")[0])
    return str(words) if words else cause


def _with_note(cause: str, after_locking: bool) -> str:
    """The cause, with what it did not do."""
    if not after_locking:
        return cause
    return _("%(cause)s (after locking: the figure shown stays as it was kept)") % {"cause": cause}


def closed_label(closed: ClosedPeriod) -> str:
    """The closed period's name."""
    return period_label(Period(PeriodKind(closed.period_kind), closed.starts_on, closed.ends_on))


def _shown(row: Restatement, book: Book) -> ShownRestatement:
    def words(kept: str) -> str:
        kpi = book.kpis.get(row.kpi_id)
        return amount(fraction(kept), kpi) if kpi and kept else kept or NOTHING

    return ShownRestatement(
        at=row.restated_at,
        by=row.restated_by.name if row.restated_by else _("Pacesetter"),
        member=row.member.name,
        kpi=row.kpi.name,
        period=closed_label(row.closed_period),
        closed_period_id=row.closed_period_id,
        old_actual=words(row.old_actual),
        new_actual=words(row.new_actual),
        old_target=words(row.old_target),
        new_target=words(row.new_target),
        actual_differs=row.old_actual != row.new_actual,
        target_differs=row.old_target != row.new_target,
        cause=_with_note(cause_in_words(row.cause), row.after_locking),
        after_locking=row.after_locking,
        reason=row.reason,
    )
