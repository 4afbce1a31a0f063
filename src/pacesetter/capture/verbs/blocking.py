"""Say whose mail is nobody's business."""

import re

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import BlockedAddress, CapturedMail, MailState
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards as people_guards

_PATTERN = re.compile(r"(?:[^@\s]+)?@[^@\s]+\.[^@\s]+")


def block(pattern: str, *, by: Member, for_everybody: bool = False) -> BlockedAddress:
    """Keep nothing of mail with this address, or with anybody of this domain, and erase what waits of it.

    Raises a `Refusal` for what is neither, and `NotAllowed` where somebody but an administrator blocks for everybody.
    """
    if for_everybody:
        people_guards.administrator(by)
    pattern = pattern.strip().lower()
    pattern = pattern if "@" in pattern else f"@{pattern}"
    if len(pattern) > 254 or not _PATTERN.fullmatch(pattern):
        raise Refusal(_("Enter an e-mail address or a domain."), field="pattern", code="invalid")
    member = None if for_everybody else by
    with transaction.atomic():
        lock_mail_of(by)
        blocked: BlockedAddress
        blocked, made = BlockedAddress.objects.get_or_create(member=member, pattern=pattern)
        _erase(pattern, member)
        if made and for_everybody:
            events.record("mail.blocked", "blocked_address", blocked.pk, by_id=by.pk, data={"pattern": pattern})
    return blocked


def unblock(blocked: BlockedAddress, *, by: Member) -> None:
    """Keep mail with it again from now on. Raises `NotAllowed`."""
    if blocked.member_id is None:
        people_guards.administrator(by)
    elif blocked.member_id != by.pk:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        if blocked.member_id is None:
            data = {"pattern": blocked.pattern}
            events.record("mail.unblocked", "blocked_address", blocked.pk, by_id=by.pk, data=data)
        blocked.delete()


def _erase(pattern: str, member: Member | None) -> None:
    is_with = Q(address__endswith=pattern) if pattern.startswith("@") else Q(address=pattern)
    if pattern.startswith("@"):
        is_with |= Q(address__endswith="." + pattern[1:])
    rows = CapturedMail.objects.filter(is_with).exclude(state=MailState.LOGGED)
    (rows.filter(owner=member) if member else rows).delete()
