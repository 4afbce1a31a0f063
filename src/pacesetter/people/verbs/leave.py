"""Days off."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.access import members_seen_by
from pacesetter.people.models import Leave, Member
from pacesetter.people.spans import ends_after_it_starts, overlap
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def add_leave(
    member: Member,
    *,
    by: Member | None,
    starts_on: date,
    ends_on: date,
    share: Decimal = Decimal(1),
    kind: str = "holiday",
    note: str = "",
    reason: str = "",
) -> Leave:
    """Note days off from `starts_on` until the day before `ends_on`, of which `share` of each day is lost.

    Raises a `Refusal` where more than a whole day would be lost, and `NotAllowed` to whoever may not note leave.
    """
    with transaction.atomic():
        guards.one_at_a_time()
        member = guards.fresh(member)
        _may_note_leave(by, member)
        ends_after_it_starts(starts_on, ends_on)
        if not 0 < share <= 1:
            raise Refusal(_("The share of each day must lie above 0 and up to 1."), field="share", code="out_of_range")
        guards.hundredths(share, "share")
        _refuse_too_much(member, starts_on, ends_on, share)
        leave = Leave.objects.create(
            member=member,
            starts_on=starts_on,
            ends_on=ends_on,
            share=share,
            kind=guards.required(kind, "kind", longest=30),
            note=guards.fits(note, "note", longest=200),
        )
        subject = ("member", member.pk)
        settle("leave.added", subject, by=by, after=_told(leave), reason=reason, since=starts_on)
    return leave


def remove_leave(leave: Leave, *, by: Member | None, reason: str = "") -> None:
    """Take noted days off back. Raises `NotAllowed` to whoever may not note leave."""
    guards.known(leave, "leave")
    with transaction.atomic():
        guards.one_at_a_time()
        _may_note_leave(by, guards.fresh(leave.member))
        before = _told(leave)
        leave.delete()
        subject = ("member", leave.member_id)
        settle("leave.removed", subject, by=by, before=before, reason=reason, since=leave.starts_on)


def _may_note_leave(by: Member | None, member: Member) -> None:
    """Leave lowers what is expected of somebody, so those who lead them note it, and administrators their own."""
    if by is None:
        return
    guards.of_this_house(by)
    if by.is_archived or (by.pk == member.pk and not by.is_administrator):
        raise NotAllowed(_("Ask an administrator, a coordinator or your team lead to note your leave."))
    if not by.sees_everyone and not members_seen_by(by).filter(pk=member.pk).exists():
        raise NotAllowed(_("Only administrators, coordinators and their team lead note somebody's leave."))


def _refuse_too_much(member: Member, starts_on: date, ends_on: date, share: Decimal) -> None:
    rows = [
        row for row in Leave.objects.filter(member=member, ends_on__gt=starts_on, starts_on__lt=ends_on) if row.share
    ]
    # The most is lost on a day on which one of the rows begins, or on the first.
    for day in {starts_on, *(row.starts_on for row in rows if row.starts_on > starts_on)}:
        lost = sum((row.share for row in rows if overlap(row, day, date.fromordinal(day.toordinal() + 1))), share)
        if lost > 1:
            raise Refusal(
                _("%(name)s is off on %(day)s already.") % {"name": member, "day": day.isoformat()},
                field="starts_on",
                code="overlap",
            )


def _told(leave: Leave) -> dict[str, Any]:
    # Events are kept for ever and read by many, so why somebody was off (illness, say) has no place in them.
    return {"starts_on": leave.starts_on, "ends_on": leave.ends_on, "share": leave.share}
