"""How everybody's captured mail is doing, in words and numbers, for administrators: never whose mail it is with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max
from django.utils.translation import ngettext

from pacesetter.capture.models import CaptureAddress, CapturedMail, MailAlias, Mailbox, MailState
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.capture.accounts import mail_accounts_of
from pacesetter.web.capture.own_mail import address_state, mailbox_state, when_words


@dataclass(frozen=True)
class MemberMail:
    """One member: the state of each way by which their e-mail comes, as (key, words), and of addresses that they claim;
    how many e-mails wait, and when the last one was captured."""

    id: int
    name: str
    ways: list[tuple[str, str]]
    waiting: int
    last: str


def shown_states(members: Iterable[Member]) -> list[MemberMail]:
    """The states of these members, in their order. Six queries, and some for each account at Google or Microsoft."""
    rows = list(members)
    ids = [member.pk for member in rows]
    mailboxes = {row.member_id: row for row in _MAILBOXES.rows(ids=ids)}
    addresses = {row.member_id: row for row in _ADDRESSES.rows(ids=ids)}
    waiting, last, claimed = dict(_WAITING.rows(ids=ids)), dict(_LAST.rows(ids=ids)), dict(_CLAIMED.rows(ids=ids))
    accounts = defaultdict(list)
    for account in mail_accounts_of(ids):
        accounts[account.owner_id].append((account.state_key, f"{account.name}: {account.state}"))
    shown = []
    for member in rows:
        mailbox, address, seen = mailboxes.get(member.pk), addresses.get(member.pk), last.get(member.pk)
        ways = [mailbox_state(mailbox)] if mailbox else []
        ways += accounts[member.pk]
        # An address that is merely there says little beside a mailbox that works.
        ways += [address_state(address)] if address or not ways else []
        if number := claimed.get(member.pk, 0):
            words = ngettext("%(number)s address is not confirmed", "%(number)s addresses are not confirmed", number)
            ways.append(("behind", words % {"number": number}))
        shown.append(
            MemberMail(member.pk, member.name, ways, waiting.get(member.pk, 0), when_words(seen) if seen else "")
        )
    return shown


_MAILBOXES: ComposedQuery[Mailbox] = ComposedQuery(
    lambda ids: Mailbox.objects.filter(member__in=sent_ids(ids)), is_planned=True
)
_ADDRESSES: ComposedQuery[CaptureAddress] = ComposedQuery(
    lambda ids: CaptureAddress.objects.filter(member__in=sent_ids(ids)), is_planned=True
)
_WAITING: ComposedQuery[tuple[int, int]] = ComposedQuery(
    lambda ids: (
        CapturedMail.objects.filter(owner__in=sent_ids(ids), state=MailState.WAITING)
        .order_by()
        .values_list("owner")
        .annotate(number=Count("pk"))
    ),
    is_planned=True,
)
_LAST: ComposedQuery[tuple[int, datetime]] = ComposedQuery(
    lambda ids: (
        CapturedMail.objects.filter(owner__in=sent_ids(ids))
        .order_by()
        .values_list("owner")
        .annotate(at=Max("captured_at"))
    ),
    is_planned=True,
)
_CLAIMED: ComposedQuery[tuple[int, int]] = ComposedQuery(
    lambda ids: (
        MailAlias.objects.filter(member__in=sent_ids(ids), confirmed_at__isnull=True)
        .order_by()
        .values_list("member")
        .annotate(number=Count("pk"))
    ),
    is_planned=True,
)
