"""From what was typed to what is saved."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.http import QueryDict

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import TargetSteps, set_targets
from pacesetter.people.access import members_seen_by
from pacesetter.people.models import Member, SalesRole


class WantedTarget(NamedTuple):
    """For a row of the grid ("r7", "m12") and a KPI: so much per period from each of the days on."""

    subject_key: str
    kpi_id: int
    kind: PeriodKind
    steps: Sequence[tuple[date, Decimal | None]]


def as_changes(viewer: Member, wanted: Iterable[WantedTarget]) -> list[TargetSteps]:
    """The changes for `set_targets`, with the roles, members and KPIs that the viewer may set targets for.

    Three queries however many they are; whoever is gone meanwhile raises `DoesNotExist`.
    """
    everything = list(wanted)
    members = members_seen_by(viewer).in_bulk([_id(one) for one in everything if one.subject_key.startswith("m")])
    roles = SalesRole.objects.in_bulk([_id(one) for one in everything if one.subject_key.startswith("r")])
    kpis = Kpi.objects.in_bulk([one.kpi_id for one in everything])
    changes = []
    for one in everything:
        subject = (members if one.subject_key.startswith("m") else roles).get(_id(one))
        if subject is None or one.kpi_id not in kpis:
            raise Member.DoesNotExist
        changes.append(TargetSteps(subject, kpis[one.kpi_id], one.kind.value, one.steps))
    return changes


def saving(changes: Sequence[TargetSteps], posted: QueryDict, *, by: Member) -> Callable[[], int]:
    """What saves the changes when called, once it was asked about: with the reason, and for past days where the
    form says that this is meant. Returns how many targets differ."""
    return lambda: set_targets(changes, by=by, past="past" in posted, reason=posted.get("reason", ""))


def _id(one: WantedTarget) -> int:
    return int(one.subject_key[1:])
