"""Who can have targets: the roles, each with the members who hold it below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pacesetter.core import clock
from pacesetter.kpis.book import Book
from pacesetter.people.access import members_seen_by
from pacesetter.people.models import Member, SalesRole


@dataclass(frozen=True, slots=True)
class Subject:
    """A role or a member as a row. `key` is "r7" or "m12"; `role_ids` are the roles that a member holds (a role: its
    own)."""

    key: str
    kind: str
    id: int
    name: str
    role_ids: tuple[int, ...]
    also: str = ""

    @property
    def is_role(self) -> bool:
        return self.kind == "role"


def roles_of(viewer: Member) -> list[SalesRole]:
    """The roles in use, in their order. Only administrators set targets, and they know them all."""
    return list(SalesRole.objects.filter(archived_at__isnull=True)) if viewer.is_administrator else []


def held_from(book: Book, member_id: int, day: date) -> tuple[int, ...]:
    """The roles that the member holds on the day or later."""
    rule = book.members.get(member_id)
    spans = rule.roles if rule else ()
    return tuple(dict.fromkeys(role for role, (_begins, ends) in spans if ends is None or ends > day))


def subjects_of(
    viewer: Member,
    book: Book,
    roles: Sequence[SalesRole],
    day: date,
    *,
    role_id: int | None = None,
    team_id: int | None = None,
    named: str = "",
) -> list[Subject]:
    """Every role, followed by the members who hold it. A member with several roles stands below the first one, since
    their targets are the same wherever they stand. One query."""
    names = {role.pk: role.name for role in roles}
    below: dict[int, list[Subject]] = {role.pk: [] for role in roles if role_id in (None, role.pk)}
    present = members_seen_by(viewer).filter(archived_at__isnull=True)
    for member_id, name in present.values_list("pk", "name"):
        if named and named.casefold() not in name.casefold():
            continue
        if team_id is not None and not _in_team(book, member_id, team_id, day):
            continue
        held = [one for one in held_from(book, member_id, day) if one in names]
        first = next((role.pk for role in roles if role.pk in held and role.pk in below), None)
        if first is not None:
            also = ", ".join(names[one] for one in held if one != first)
            below[first].append(Subject(f"m{member_id}", "member", member_id, name, tuple(held), also))
    is_narrowed = bool(named) or team_id is not None
    return [
        subject
        for key, members in below.items()
        if members or not is_narrowed
        for subject in (Subject(f"r{key}", "role", key, names[key], (key,)), *members)
    ]


def first_day_for(subjects: Sequence[Subject], book: Book, today: date) -> date:
    """The first day that is past for none of them: who works farther east may be in tomorrow already."""
    zones = {book.members[one.id].zone for one in subjects if not one.is_role and one.id in book.members}
    return max([today, *(clock.today(zone) for zone in zones)])


def by_key(subjects: Sequence[Subject]) -> Mapping[str, Subject]:
    """The rows by their keys."""
    return {subject.key: subject for subject in subjects}


def _in_team(book: Book, member_id: int, team_id: int, day: date) -> bool:
    teams = book.members[member_id].teams if member_id in book.members else ()
    return any(team == team_id and begins <= day and (ends is None or ends > day) for team, (begins, ends) in teams)
