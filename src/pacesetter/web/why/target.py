"""How the target comes about, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.explain.target import DaysWorked, TargetPart
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import SalesRole
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.targets.quantities import to_be_checked
from pacesetter.web.targets.words import per_period


@dataclass(frozen=True)
class TargetLine:
    """One stretch of days: which target counted, how it is worked out, and what it adds."""

    days: str
    whose: str
    target: str
    worked_out: str
    taken_off: str
    adds: str


def target_lines(book: Book, kpi: KpiRule, parts: list[TargetPart]) -> list[TargetLine]:
    """The parts in words. One query for the names of roles."""
    roles = dict(_ROLES.rows(ids=sorted({part.role_id for part in parts if part.role_id is not None})))
    return [_line(book, kpi, part, roles) for part in parts]


_ROLES: ComposedQuery[tuple[int, str]] = ComposedQuery(
    lambda ids: SalesRole.objects.filter(pk__in=sent_ids(ids)).order_by().values_list("pk", "name"), is_planned=True
)


def target_sum(kpi: KpiRule, parts: list[TargetPart]) -> str:
    """What the parts come to; nothing for a ratio, whose target is a level."""
    return "" if kpi.is_ratio else to_be_checked(sum((part.amount for part in parts), Fraction(0)))


def _line(book: Book, kpi: KpiRule, part: TargetPart, roles: Mapping[int, str]) -> TargetLine:
    last = part.ends_on - timedelta(days=1)
    first_day, last_day = (date_format(day, "SHORT_DATE_FORMAT") for day in (part.starts_on, last))
    return TargetLine(
        days=first_day if first_day == last_day else f"{first_day} – {last_day}",
        whose=_("own target") if part.role_id is None else roles.get(part.role_id, ""),
        target=per_period(part.row, kpi, book.currency),
        worked_out=_worked_out(kpi, part),
        taken_off=_taken_off(part.days),
        adds="" if kpi.is_ratio else to_be_checked(part.amount),
    )


def _worked_out(kpi: KpiRule, part: TargetPart) -> str:
    days = ngettext("%(days)s working day", "%(days)s working days", 1 if part.days.left == 1 else 2) % {
        "days": to_be_checked(part.days.left)
    }
    return days if kpi.is_ratio else f"{days} × {to_be_checked(part.rate)}"


def _taken_off(days: DaysWorked) -> str:
    """Such as "22 by the working week, less public holidays: 1, days off: 2"; nothing where nothing is taken off."""
    off = [
        words % {"days": to_be_checked(lost)}
        for words, lost in (
            (_("public holidays: %(days)s"), days.holidays),
            (_("days off: %(days)s"), days.leave),
            (_("not here: %(days)s"), days.away),
        )
        if lost
    ]
    if not off:
        return ""
    return _("%(days)s by the working week, less %(less)s") % {
        "days": to_be_checked(days.by_week),
        "less": ", ".join(off),
    }
