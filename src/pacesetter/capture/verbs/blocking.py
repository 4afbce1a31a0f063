"""Say whose mail is nobody's business."""

import re

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.judging import House
from pacesetter.capture.locking import lock_mail_of, lock_mail_of_everybody
from pacesetter.capture.models import BlockedAddress, CapturedMail, MailIntent, MailState, RemovedSetting
from pacesetter.capture.removing import note_block
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards as people_guards

_PATTERN = re.compile(r"(?:[^@\s]+)?@[^@\s]+\.[^@\s]+")


def block(pattern: str, *, by: Member, for_everybody: bool = False) -> BlockedAddress:
    """Keep nothing of mail with this address, or with anybody of this domain, and erase what waits of it.

    Raises a `Refusal` for what is neither, and `NotAllowed` where somebody but an administrator blocks for everybody.
    """
    pattern = checked_pattern(pattern, by=by, for_everybody=for_everybody)
    member = None if for_everybody else by
    with transaction.atomic():
        # Whoever is keeping mail ends first, so that it is erased, too; whoever comes later finds the block.
        if for_everybody:
            lock_mail_of_everybody()
        else:
            lock_mail_of(by)
        blocked: BlockedAddress
        blocked, made = BlockedAddress.objects.get_or_create(member=member, pattern=pattern)
        _erase(pattern, member)
        if made and for_everybody:
            events.record("mail.blocked", "blocked_address", blocked.pk, by_id=by.pk, data={"pattern": pattern})
    return blocked


def checked_pattern(pattern: str, *, by: Member, for_everybody: bool = False) -> str:
    """As it is kept: an address, or a domain as "@example.org". Raises as `block` does, and does nothing."""
    if for_everybody:
        people_guards.administrator(by)
    pattern = pattern.strip().lower()
    pattern = pattern if "@" in pattern else f"@{pattern}"
    if len(pattern) > 254 or not _PATTERN.fullmatch(pattern):
        raise Refusal(_("Enter an e-mail address or a domain."), field="pattern", code="invalid")
    return pattern


def unblock(blocked: BlockedAddress, *, by: Member) -> RemovedSetting:
    """Keep mail with it again from now on. Answers what `bring_back` takes. Raises `NotAllowed`."""
    if blocked.member_id is None:
        people_guards.administrator(by)
    elif blocked.member_id != by.pk:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        if blocked.member_id is None:
            data = {"pattern": blocked.pattern}
            events.record("mail.unblocked", "blocked_address", blocked.pk, by_id=by.pk, data=data)
        removed = note_block(blocked, by)
        blocked.delete()
    return removed


def erased_by_block(pattern: str, *, by: Member, for_everybody: bool = False) -> int:
    """How many mails such a block would erase. Raises as `block` does, and does nothing."""
    pattern = checked_pattern(pattern, by=by, for_everybody=for_everybody)
    _mails, gone, _intents, said = _not_logged(pattern, None if for_everybody else by)
    return len(gone) + len(said)


def _erase(pattern: str, member: Member | None) -> None:
    """What is not logged of mail in which one of them takes part, as if it had never been kept."""
    mails, gone, intents, said = _not_logged(pattern, member)
    for start in range(0, len(gone), 500):
        mails.filter(pk__in=gone[start : start + 500]).delete()
    for start in range(0, len(said), 500):
        intents.filter(pk__in=said[start : start + 500]).delete()


def _not_logged(
    pattern: str, member: Member | None
) -> tuple[QuerySet[CapturedMail], list[int], QuerySet[MailIntent], list[int]]:
    """The mails and the intents to choose from, each with the ids of those in which one of them takes part."""
    mails: QuerySet[CapturedMail] = CapturedMail.objects.exclude(state=MailState.LOGGED)
    intents: QuerySet[MailIntent] = MailIntent.objects.filter(joined_at__isnull=True)
    if member is not None:
        mails, intents = mails.filter(owner=member), intents.filter(owner=member)
    house = House(own=frozenset(), blocked=frozenset({pattern}))
    rows = mails.values_list("pk", "others").iterator(chunk_size=1000)
    gone = [pk for pk, others in rows if any(house.is_blocked(address) for address, _name in others)]
    said = [pk for pk, address in intents.values_list("pk", "address") if house.is_blocked(address)]
    return mails, gone, intents, said
