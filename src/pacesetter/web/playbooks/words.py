"""The parts of a playbook in words: the same on every page that shows one."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Credit, Direction, Kpi, Measure, Moment
from pacesetter.playbooks import Contents, Entry, Expected, PlaybookKpi, PlaybookType
from pacesetter.web.targets.quantities import level, to_be_checked
from pacesetter.web.targets.words import PER


def activity_words(entry: Entry[PlaybookType, ActivityType]) -> str:
    """Its category, the outcomes that it can end in, and whether one of them is demanded."""
    wanted = entry.wanted
    parts = [str(category_of(wanted.category).label)]
    if wanted.outcomes:
        parts.append(_("ends in: %(outcomes)s") % {"outcomes": listed(wanted.outcomes)})
    if wanted.needs_outcome:
        parts.append(_("an outcome must be chosen"))
    return " · ".join(parts)


def kpi_words(entry: Entry[PlaybookKpi, Kpi], found: Contents) -> str:
    """What it measures, of which activities, and everything in which it differs from the usual KPI.

    One that is there and counts nothing is given activities and keeps all the rest, so that only those are told.
    """
    if entry.row is not None:
        added = [_counted(link.type.name, link.weight) for link in found.new_type_links if link.kpi is entry]
        if added:
            return _("will count: %(activities)s") % {"activities": listed(added)}
    wanted = entry.wanted
    if wanted.numerator and wanted.denominator:
        names = {"numerator": wanted.numerator.name, "denominator": wanted.denominator.name}
        parts = [_("%(numerator)s over %(denominator)s") % names]
    else:
        # By the links, since activities whose category can't be used here are left out.
        counted = [_counted(link.type.name, link.weight) for link in found.type_links if link.kpi is entry]
        measure = str(Measure(wanted.measure).label)
        parts = [f"{measure}: {listed(counted)}" if counted else measure]
    if wanted.outcomes:
        parts.append(_("only: %(outcomes)s") % {"outcomes": listed(wanted.outcomes)})
    if wanted.moment != Moment.COMPLETED:
        parts.append(_("on the day it is booked"))
    if wanted.credit != Credit.OWNER:
        parts.append(_("for: %(credit)s") % {"credit": Credit(wanted.credit).label})
    if wanted.direction == Direction.LESS:
        parts.append(_("less is better"))
    return " · ".join(parts)


def target_words(expected: Expected) -> str:
    """The target that the playbook has for the KPI, whether or not the role has one."""
    if not expected.quantity:
        return _("none, it depends on what you sell")
    if expected.kpi.measure == Measure.RATIO:
        return level(Fraction(expected.quantity))
    return str(PER[PeriodKind(expected.per)]) % {"quantity": exact(expected.quantity)}


def exact(number: str) -> str:
    """A number of a playbook in the locale's form, with every digit that counts."""
    return to_be_checked(Fraction(number))


def listed(names: Iterable[object]) -> str:
    return ", ".join(str(name) for name in names)


def _counted(activity: str, weight: str) -> str:
    return activity if weight == "1" else f"{activity} × {exact(weight)}"
