"""What was done to days off, as text for the address that undoes it.

Events are kept for ever and don't tell why somebody was off, so nothing could be undone by them. The text tells it,
sealed: an address is written down in more places than a page.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.core.sealing import Unsealable
from pacesetter.people.access import get_member_looked_after_by, leave_seen_by
from pacesetter.people.models import Leave, Member
from pacesetter.people.undo_tokens import undo_token, undone_by
from pacesetter.people.verbs import add_leave, edit_leave
from pacesetter.tenancy.sealed import ring

_SALT = "pacesetter.web.leave"


class _Leave(TypedDict):
    """What the verbs take."""

    starts_on: date
    ends_on: date
    share: Decimal
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Days:
    """Days off as they stood."""

    starts_on: str
    ends_on: str
    share: str
    kind: str
    note: str

    @classmethod
    def of(cls, leave: Leave) -> "Days":
        share = str(Decimal(leave.share).normalize())
        return cls(leave.starts_on.isoformat(), leave.ends_on.isoformat(), share, leave.kind, leave.note)


def changed_token(by: Member, leave: Leave, before: Days) -> str:
    """That `by` changed the days off, which were `before`."""
    return _token(by, leave.member_id, before, leave.pk, Days.of(leave))


def removed_token(by: Member, member_id: int, before: Days) -> str:
    """That `by` took the days off of the member back."""
    return _token(by, member_id, before, None, None)


def take_back(token: str, *, by: Member) -> None:
    """Let the days off be what they were.

    Raises `Member.DoesNotExist` for somebody else's token and for what is none, `NotAllowed` where they may no longer
    note leave, and a `Refusal` where it is too old, where somebody has changed the days since, or where others lie
    there by now.
    """
    (sealed,) = undone_by(token, by, salt=_SALT)
    try:
        member_id, before, leave_id, after = json.loads(ring().unseal(sealed, bound_to=_place(by)))
    except Unsealable:
        raise Refusal(_("This was too long ago to undo."), code="too_late") from None
    days = Days(**before)
    old: _Leave = {
        "starts_on": date.fromisoformat(days.starts_on),
        "ends_on": date.fromisoformat(days.ends_on),
        "share": Decimal(days.share),
        "kind": days.kind,
        "note": days.note,
    }
    member = get_member_looked_after_by(by, member_id)
    if leave_id is None:
        add_leave(member, by=by, **old)
        return
    row = leave_seen_by(by).filter(pk=leave_id).first()
    if row is None or Days.of(row) != Days(**after):
        raise Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
    edit_leave(row, by=by, **old)


def _token(by: Member, member_id: int, before: Days, leave_id: int | None, after: Days | None) -> str:
    told = json.dumps([member_id, asdict(before), leave_id, asdict(after) if after else None])
    return undo_token(by.pk, [ring().seal(told, bound_to=_place(by))], salt=_SALT)


def _place(by: Member) -> str:
    return f"leave undone:{by.organisation_id}"
