"""What was done to some activities at once, written down small enough to travel in an address, and taken back by it.

Completing, cancelling, deleting and logging have addresses of their own whose DELETE undoes them. Moving and handing
over need the old values, and a set of activities needs all of its members, so the undo carries them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from pacesetter.activities.models import Activity
from pacesetter.people.models import Member
from pacesetter.people.undo_tokens import undo_token, undone_by

_SALT = "pacesetter.activities.undo"


class Deed(StrEnum):
    """What can be taken back in one go."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DELETED = "deleted"
    MOVED = "moved"
    HANDED_OVER = "handed_over"


State = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One activity with what mattered of it before and after."""

    activity_id: int
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Undo:
    """What one member did in one go."""

    member_id: int
    deed: Deed
    steps: tuple[Step, ...]

    def as_token(self) -> str:
        """The undo as text for an address. It is signed, so nobody can make up another."""
        steps = [[step.activity_id, step.before, step.after] for step in self.steps]
        return undo_token(self.member_id, [self.deed.value, steps], salt=_SALT)


def undo_from(token: str, by: Member) -> Undo:
    """The undo that the text says. Raises `Member.DoesNotExist` where it is not the member's or no undo at all, and a
    `Refusal` where it is too old."""
    deed, steps = undone_by(token, by, salt=_SALT)
    return Undo(by.pk, Deed(deed), tuple(Step(pk, tuple(before), tuple(after)) for pk, before, after in steps))


def due_state(activity: Activity) -> State:
    """When the activity is due, as an undo keeps it."""
    return (
        activity.due_on.isoformat() if activity.due_on else None,
        activity.due_at.astimezone(UTC).isoformat() if activity.due_at else None,
    )


def due_from(state: State) -> tuple[date | None, datetime | None]:
    """The same read back."""
    day, moment = state
    return (date.fromisoformat(day) if day else None, datetime.fromisoformat(moment) if moment else None)


def owner_state(activity: Activity) -> State:
    """Whose the activity is, as an undo keeps it."""
    return (str(activity.owner_id),)


def undo_of(by: Member, deed: Deed, steps: Iterable[Step]) -> Undo:
    """What `by` has just done."""
    return Undo(by.pk, deed, tuple(steps))
