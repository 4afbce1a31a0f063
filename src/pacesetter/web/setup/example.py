"""The example role mapping, step by step, with what of it is there already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Credit, Measure, Moment
from pacesetter.playbooks import Contents, Counted, Entry, Presence, RoleLink
from pacesetter.web.setup.symbols import symbol_of


@dataclass(frozen=True)
class ExampleLine:
    """One thing of a step: its name, a few words about it, and whether it is there already."""

    name: str
    words: str
    is_there: bool
    symbol: str = ""


@dataclass(frozen=True)
class ExampleStep:
    """One step: its heading, what it is for, its lines, and the page on which it is done by hand."""

    title: str
    why: str
    place: str
    lines: Sequence[ExampleLine]


def steps(found: Contents) -> list[ExampleStep]:
    """From the activity to the target, as one would think it through."""
    return [
        ExampleStep(
            _("Activities: what is done"),
            _("Each has a category, which decides what the system does with it, and the outcomes that it can end in."),
            "activity_types",
            [_activity(entry) for entry in found.types],
        ),
        ExampleStep(
            _("KPIs: what is measured"),
            _("A KPI counts one or more activities: all of them, or only those with some outcome."),
            "kpis",
            [_kpi(entry) for entry in found.kpis],
        ),
        ExampleStep(
            _("Role: of whom it is expected"),
            _("The role has these KPIs. The weight is the share of each in the role's score."),
            "role_mapping",
            [_expected(link) for link in found.role_links],
        ),
        ExampleStep(
            _("Targets: how much"),
            _("A target counts from a day on, for everybody with the role. Where none is set, you decide."),
            "targets",
            [_target(link) for link in found.role_links],
        ),
    ]


def _activity(entry: Entry) -> ExampleLine:  # type: ignore[type-arg]
    wanted = entry.wanted
    parts = [str(category_of(wanted.category).label)]
    if wanted.outcomes:
        parts.append(_("ends in: %(outcomes)s") % {"outcomes": _listed(wanted.outcomes)})
    return ExampleLine(entry.name, " · ".join(parts), _is_there(entry), symbol_of("", wanted.category))


def _kpi(entry: Entry) -> ExampleLine:  # type: ignore[type-arg]
    wanted = entry.wanted
    if wanted.numerator and wanted.denominator:
        parts = [
            _("%(numerator)s over %(denominator)s")
            % {"numerator": wanted.numerator.name, "denominator": wanted.denominator.name}
        ]
    else:
        parts = [f"{Measure(wanted.measure).label}: {', '.join(_counted(one) for one in wanted.weighted)}"]
    if wanted.outcomes:
        parts.append(_("only: %(outcomes)s") % {"outcomes": _listed(wanted.outcomes)})
    if wanted.moment != Moment.COMPLETED:
        parts.append(_("on the day it is booked"))
    if wanted.credit != Credit.OWNER:
        parts.append(_("for: %(credit)s") % {"credit": Credit(wanted.credit).label})
    if wanted.direction == "less":
        parts.append(_("less is better"))
    return ExampleLine(entry.name, " · ".join(parts), _is_there(entry))


def _counted(counted: Counted) -> str:
    return str(counted.type.name) if counted.weight == "1" else f"{counted.type.name} × {counted.weight}"


def _expected(link: RoleLink) -> ExampleLine:
    words = _("weight %(weight)s in the score") % {"weight": link.expected.weight}
    return ExampleLine(link.kpi.name, words, not link.is_new)


def _target(link: RoleLink) -> ExampleLine:
    if not link.expected.quantity:
        return ExampleLine(link.kpi.name, _("none: it depends on what you sell"), is_there=True)
    per = {
        PeriodKind.DAY: _("%(quantity)s a day"),
        PeriodKind.WEEK: _("%(quantity)s a week"),
        PeriodKind.MONTH: _("%(quantity)s a month"),
        PeriodKind.QUARTER: _("%(quantity)s a quarter"),
        PeriodKind.YEAR: _("%(quantity)s a year"),
    }[PeriodKind(link.expected.per)]
    return ExampleLine(link.kpi.name, per % {"quantity": link.expected.quantity}, not link.has_target)


def _is_there(entry: Entry) -> bool:  # type: ignore[type-arg]
    return bool(entry.presence == Presence.PRESENT)


def _listed(names: Sequence[object]) -> str:
    return ", ".join(str(name) for name in names)
