"""What the organisation has and a file can name: members, activity types, outcomes."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.imports.values.texts import folded
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id

_EMAIL_IN = re.compile(r"[^\s<>(),;\"]+@[^\s<>(),;\"]+")


class TypeFacts(NamedTuple):
    """What an import has to know of an activity type."""

    id: int
    name: str
    default_minutes: int
    needs_outcome: bool


def member_key(text: str) -> str:
    """The form in which members are looked up: the e-mail address where there is one in the text, else the name."""
    found = _EMAIL_IN.search(text) if "@" in text else None
    return found.group().lower() if found else folded(text)


@dataclass(slots=True)
class Directory:
    """Loaded once per run, in the organisation's scope. Names are folded."""

    organisation: Organisation
    zone: ZoneInfo
    members: dict[str, int] = field(default_factory=dict)
    member_names: dict[int, str] = field(default_factory=dict)
    # Names that several members have.
    shared_names: set[str] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    # Only of members who have one of their own.
    zones: dict[int, ZoneInfo] = field(default_factory=dict)
    types: dict[str, TypeFacts] = field(default_factory=dict)
    types_by_id: dict[int, TypeFacts] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    outcome_names: dict[int, str] = field(default_factory=dict)
    allowed: set[tuple[int, int]] = field(default_factory=set)


def load_directory() -> Directory:
    """The directory of the organisation in scope."""
    organisation = Organisation.objects.get(pk=current_organisation_id())
    directory = Directory(organisation, ZoneInfo(organisation.time_zone))
    _add_members(directory)
    for activity_type in ActivityType.objects.all():
        facts = TypeFacts(
            activity_type.pk, activity_type.name, activity_type.default_minutes, activity_type.needs_outcome
        )
        # Of two names that fold alike the one in use comes before the archived one.
        if activity_type.archived_at is None or folded(activity_type.name) not in directory.types:
            directory.types[folded(activity_type.name)] = facts
        directory.types_by_id[facts.id] = facts
    for outcome in Outcome.objects.all():
        if outcome.archived_at is None or folded(outcome.name) not in directory.outcomes:
            directory.outcomes[folded(outcome.name)] = outcome.pk
        directory.outcome_names[outcome.pk] = outcome.name
    directory.allowed = set(ActivityTypeOutcome.objects.values_list("activity_type_id", "outcome_id"))
    return directory


def _add_members(directory: Directory) -> None:
    active: set[str] = set()
    for member in Member.objects.select_related("user").order_by("id"):
        directory.member_names[member.pk] = member.name
        if member.archived_at is not None:
            directory.left.add(member.pk)
        if member.time_zone and member.time_zone != directory.organisation.time_zone:
            directory.zones[member.pk] = ZoneInfo(member.time_zone)
        directory.members[member.email.lower()] = member.pk
        if member.user is not None:
            directory.members.setdefault(member.user.email.lower(), member.pk)
        name = folded(member.name)
        if member.archived_at is not None:
            directory.members.setdefault(name, member.pk)
        elif name in active:
            directory.shared_names.add(name)
        else:
            active.add(name)
            directory.members[name] = member.pk
