"""Sales roles and teams as rows of a table: who or what it is, since when and until when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pacesetter.people.models import RoleAssignment, TeamMembership
from pacesetter.web.templatetags.people import span


@dataclass(frozen=True)
class BelongingLine:
    """One stretch of time in a role or team. `address` is where its name leads, empty where that is nowhere."""

    row: RoleAssignment | TeamMembership
    name: str
    address: str
    days: str


def belonging_lines(
    rows: Iterable[TeamMembership], named: Callable[[TeamMembership], tuple[str, str]]
) -> list[BelongingLine]:
    """The memberships in their order; `named` says the name of each and where it leads."""
    return [BelongingLine(row, *named(row), span(row)) for row in rows]


def role_lines(rows: Iterable[RoleAssignment]) -> list[BelongingLine]:
    """The roles that somebody has had, in their order."""
    return [BelongingLine(row, row.role.name, "", span(row)) for row in rows]
