"""The example role mapping, step by step, with what of it is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.playbooks import Contents, Entry, PlaybookKpi, PlaybookType, Presence, RoleLink
from pacesetter.web.playbooks.words import activity_words, exact, kpi_words, target_words
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
            [_kpi(entry, found) for entry in found.kpis],
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


def _activity(entry: Entry[PlaybookType, ActivityType]) -> ExampleLine:
    return ExampleLine(entry.name, activity_words(entry), _is_there(entry), symbol_of("", entry.wanted.category))


def _kpi(entry: Entry[PlaybookKpi, Kpi], found: Contents) -> ExampleLine:
    return ExampleLine(entry.name, kpi_words(entry, found), _is_there(entry))


def _expected(link: RoleLink) -> ExampleLine:
    words = _("weight %(weight)s in the score") % {"weight": exact(link.expected.weight)}
    return ExampleLine(link.kpi.name, words, not link.is_new)


def _target(link: RoleLink) -> ExampleLine:
    return ExampleLine(link.kpi.name, target_words(link.expected), not link.has_target)


def _is_there(entry: Entry[Any, Any]) -> bool:
    return bool(entry.presence == Presence.PRESENT)
