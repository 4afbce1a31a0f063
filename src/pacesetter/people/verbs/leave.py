"""Days off."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.access import may_note_leave
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
        _check(member, starts_on, ends_on, share)
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


def edit_leave(
    leave: Leave,
    *,
    by: Member | None,
    starts_on: date,
    ends_on: date,
    share: Decimal,
    kind: str,
    note: str = "",
    reason: str = "",
) -> Leave:
    """Change noted days off. Raises what `add_leave` raises."""
    guards.known(leave, "leave")
    with transaction.atomic():
        guards.one_at_a_time()
        row: Leave = Leave.objects.select_related("member__organisation").get(pk=leave.pk)
        _may_note_leave(by, row.member)
        _check(row.member, starts_on, ends_on, share, but=row)
        before, since = _told(row), min(row.starts_on, starts_on)
        row.starts_on, row.ends_on, row.share = starts_on, ends_on, share
        row.kind = guards.required(kind, "kind", longest=30)
        row.note = guards.fits(note, "note", longest=200)
        row.save()
        subject = ("member", row.member_id)
        settle("leave.edited", subject, by=by, before=before, after=_told(row), reason=reason, since=since)
    return row


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
    if by is None:
        return
    guards.of_this_house(by)
    if not may_note_leave(by, member):
        raise NotAllowed(_("Ask an administrator, a coordinator or the team lead to note this leave."))


def _check(member: Member, starts_on: date, ends_on: date, share: Decimal, but: Leave | None = None) -> None:
    ends_after_it_starts(starts_on, ends_on)
    if not 0 < share <= 1:
        raise Refusal(_("The share of each day must lie above 0 and up to 1."), field="share", code="out_of_range")
    guards.hundredths(share, "share")
    near = Leave.objects.filter(member=member, ends_on__gt=starts_on, starts_on__lt=ends_on)
    rows = [row for row in near if row.share and (but is None or row.pk != but.pk)]
    # The most is lost on a day on which one of the rows begins, or on the first.
    for day in {starts_on, *(row.starts_on for row in rows if row.starts_on > starts_on)}:
        lost = sum((row.share for row in rows if overlap(row, day, date.fromordinal(day.toordinal() + 1))), share)
        if lost > 1:
            raise Refusal(
                _("%(name)s is off on %(day)s already.") % {"name": member, "day": date_format(day, "DATE_FORMAT")},
                field="starts_on",
                code="overlap",
            )


def _told(leave: Leave) -> dict[str, Any]:
    # Events are kept for ever and read by many, so why somebody was off (illness, say) has no place in them.
    return {"starts_on": leave.starts_on, "ends_on": leave.ends_on, "share": leave.share}
