"""What a playbook expects of each role, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks import Contents
from pacesetter.playbooks.playbook import Expected
from pacesetter.wording.numbers import number_forms

PER = {
    "day": _("a day"),
    "week": _("a week"),
    "month": _("a month"),
    "quarter": _("a quarter"),
    "year": _("a year"),
}


@dataclass(frozen=True)
class ExpectedKpi:
    """A KPI that a role would have, what it counts, and its target, "" where none would be set."""

    kpi: str
    counts: str
    target: str


@dataclass(frozen=True)
class ExpectedOfRole:
    """A role, whether it is there already, and its KPIs."""

    role: str
    is_new: bool
    kpis: Sequence[ExpectedKpi]


def targets_of(found: Contents) -> list[ExpectedOfRole]:
    """The roles of the playbook with their KPIs and targets."""
    counted: dict[str, list[str]] = {}
    for link in found.type_links:
        counted.setdefault(link.kpi.name, []).append(link.type.name)
    return [
        ExpectedOfRole(
            role.name,
            role.is_new,
            [
                ExpectedKpi(
                    link.kpi.name,
                    ", ".join(counted.get(link.kpi.name, [])) or _ratio(link.kpi.wanted),
                    _target(link.kpi.wanted, link.expected),
                )
                for link in found.role_links
                if link.role.name == role.name
            ],
        )
        for role in found.roles
    ]


def _ratio(kpi: object) -> str:
    numerator, denominator = getattr(kpi, "numerator", None), getattr(kpi, "denominator", None)
    return f"{numerator.name} / {denominator.name}" if numerator and denominator else ""


def _target(kpi: object, expected: Expected) -> str:
    if not expected.quantity:
        return ""
    forms, quantity = number_forms(), Fraction(expected.quantity)
    amount = forms.percent(quantity) if getattr(kpi, "measure", "") == "ratio" else forms.number(quantity)
    return f"{amount} {PER[expected.per]}"
