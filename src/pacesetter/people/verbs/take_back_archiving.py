"""Take back that somebody was archived, as if it had not happened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.people.handover import HandedOver, handovers
from pacesetter.people.models import ApiToken, Invitation, Member
from pacesetter.people.undo_tokens import VALID_SECONDS
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


@dataclass(frozen=True, slots=True)
class _Archiving:
    """What the event tells of it."""

    left_on: date
    left_on_before: date | None
    receiver_id: int | None
    moved: dict[str, list[int]]


def take_back_archiving(member: Member, *, by: Member | None) -> int:
    """Let the member be here as before: last day, log-in, API tokens and an open invitation, and what was handed over,
    as far as it still is the receiver's. Answers how much of that is not, and stays. Accounts and mailboxes stay
    disconnected (see `people.leaving`).

    Unlike `restore`, no day is left between. Raises a `Refusal` where the member is not archived, or was more than a
    day ago.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        if row.archived_at is None:
            raise Refusal(_("%(name)s is not archived.") % {"name": row}, code="not_archived")
        told = _told(row, row.archived_at)
        ApiToken.objects.filter(member=row, revoked_at=row.archived_at).update(revoked_at=None)
        Invitation.objects.filter(member=row, revoked_at=row.archived_at).update(revoked_at=None)
        row.left_on, row.archived_at = told.left_on_before, None
        row.save(update_fields=["left_on", "archived_at"])
        stays = _hand_back(row, told, by=by)
        settle(
            "member.archiving_taken_back",
            ("member", row.pk),
            by=by,
            before={"left_on": told.left_on},
            after={"left_on": row.left_on},
            since=min(guards.today(row), told.left_on, row.left_on or told.left_on),
        )
    member.left_on, member.archived_at = row.left_on, None
    return stays


def _told(member: Member, archived_at: datetime) -> _Archiving:
    event = Event.objects.filter(verb="member.archived", subject_kind="member", subject_id=member.pk).first()
    if event is None or clock.now() - archived_at > timedelta(seconds=VALID_SECONDS):
        raise Refusal(_("This was too long ago to undo."), code="too_late")
    before, after = event.data["before"]["left_on"], event.data["after"]
    return _Archiving(
        left_on=date.fromisoformat(after["left_on"]),
        left_on_before=date.fromisoformat(before) if before else None,
        receiver_id=after["handed_over_to"],
        moved={key: result["moved"] for key, result in after["handed_over"].items()},
    )


def _hand_back(member: Member, told: _Archiving, *, by: Member | None) -> int:
    receiver = Member.objects.filter(pk=told.receiver_id).first() if told.receiver_id else None
    if receiver is None:
        return 0
    known = handovers()
    results: list[HandedOver] = [
        known[key].hand_back(ids, member, receiver, by=by) for key, ids in told.moved.items() if key in known
    ]
    return sum(len(result.kept_back) for result in results)
