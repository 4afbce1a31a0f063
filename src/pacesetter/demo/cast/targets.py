"""How much of each KPI the demo organisation expects, of whom, from when on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pacesetter.demo.cast import kpis
from pacesetter.demo.cast.kpis import KpiOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.cast.story import Story


@dataclass(frozen=True)
class TargetOf:
    """A target of a role or (by key) of one person. No quantity ends the series."""

    kpi: KpiOf
    quantity: str | None
    per: str
    effective_from: date
    role: Role | None = None
    person: str = ""
    reason: str = ""


_ROLE_TARGETS: tuple[tuple[Role, KpiOf, str, str], ...] = (
    (Role.SDR, kpis.CALLS, "14", "day"),
    (Role.SDR, kpis.CONVERSATIONS, "16", "week"),
    (Role.SDR, kpis.CONNECT_RATE, "0.22", "month"),
    (Role.SDR, kpis.EMAILS, "45", "week"),
    (Role.SDR, kpis.BOOKED, "5", "week"),
    (Role.SDR, kpis.POINTS, "95", "week"),
    (Role.BDM, kpis.CALLS, "25", "week"),
    (Role.BDM, kpis.BOOKED, "4", "week"),
    (Role.BDM, kpis.MEETINGS_HELD, "6", "week"),
    (Role.BDM, kpis.REACHED, "15", "month"),
    (Role.BDM, kpis.PROPOSALS, "6", "month"),
    (Role.BDM, kpis.ORDER_VALUE, "60000", "quarter"),
    (Role.BDM, kpis.POINTS, "130", "week"),
    (Role.BDM, kpis.NO_SHOWS, "3", "month"),
    (Role.AM, kpis.CALLS, "30", "week"),
    (Role.AM, kpis.REVIEWS, "3.5", "week"),
    (Role.AM, kpis.REACHED, "16", "month"),
    (Role.AM, kpis.CUSTOMER_TIME, "400", "week"),
    (Role.AM, kpis.ORDER_VALUE, "300000", "year"),
    (Role.AM, kpis.POINTS, "130", "week"),
    (Role.AM, kpis.COMPLAINTS, "2", "month"),
    (Role.SE, kpis.DEMOS, "8", "week"),
    (Role.SE, kpis.CUSTOMER_TIME, "350", "week"),
    (Role.SE, kpis.PROPOSALS, "9", "month"),
    (Role.SE, kpis.POINTS, "80", "week"),
)
_RAMP = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))


def targets_of(story: Story) -> list[TargetOf]:
    """Every target, in the order in which they come into effect."""
    start = story.starts_on
    found = [TargetOf(kpi, quantity, per, start, role=role) for role, kpi, quantity, per in _ROLE_TARGETS]
    found.append(TargetOf(kpis.CALLS, "15", "day", story.raised_on, role=Role.SDR, reason="One more call a day"))
    # The best seller has agreed to more, and the lead has less time for calls of her own.
    found.append(TargetOf(kpis.ORDER_VALUE, "75000", "quarter", start, person="tom", reason="Agreed for the year"))
    found.append(TargetOf(kpis.CALLS, "20", "week", start, person="maya", reason="Leads the team"))
    found += [step for kpi, quantity, per in _of_role(Role.BDM) for step in _ramp(story, kpi, quantity, per)]
    return sorted(found, key=lambda target: target.effective_from)


def _of_role(role: Role) -> list[tuple[KpiOf, str, str]]:
    return [(kpi, quantity, per) for held, kpi, quantity, per in _ROLE_TARGETS if held == role]


def _ramp(story: Story, kpi: KpiOf, quantity: str, per: str) -> list[TargetOf]:
    """The joiner's own targets: growing steps, and then the role's again. Fewer no-shows are not easier for them."""
    if kpi.direction == "less":
        return []
    steps = [str(Decimal(quantity) * share) for share in _RAMP]
    return [
        TargetOf(kpi, step, per, day, person="aisha", reason="Ramp-up")
        for step, day in zip([*steps, None], story.ramp_steps, strict=True)
    ]
