"""How everybody's captured mail is doing, in words and numbers, for administrators: never whose mail it is with."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max

from pacesetter.capture.models import CaptureAddress, CapturedMail, Mailbox, MailState
from pacesetter.people.models import Member
from pacesetter.web.capture.own_mail import address_state, mailbox_state, when_words


@dataclass(frozen=True)
class MemberMail:
    """One member: the state of their mailbox, or of their address where there is none, how many e-mails wait, and when
    the last one was captured."""

    name: str
    state: str
    state_key: str
    waiting: int
    last: str


def shown_states(members: Iterable[Member]) -> list[MemberMail]:
    """The states of these members, in their order. Four queries, however many."""
    rows = list(members)
    mailboxes = {row.member_id: row for row in Mailbox.objects.filter(member__in=rows)}
    addresses = {row.member_id: row for row in CaptureAddress.objects.filter(member__in=rows)}
    waiting = dict(
        CapturedMail.objects.filter(owner__in=rows, state=MailState.WAITING)
        .order_by()
        .values_list("owner")
        .annotate(number=Count("pk"))
    )
    last = dict(
        CapturedMail.objects.filter(owner__in=rows).order_by().values_list("owner").annotate(at=Max("captured_at"))
    )
    shown = []
    for member in rows:
        mailbox = mailboxes.get(member.pk)
        key, state = mailbox_state(mailbox) if mailbox else address_state(addresses.get(member.pk))
        seen = last.get(member.pk)
        shown.append(MemberMail(member.name, state, key, waiting.get(member.pk, 0), when_words(seen) if seen else ""))
    return shown
