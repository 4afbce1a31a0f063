"""What a member's page about their own e-mail shows, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.capture.access import entra_identities_of
from pacesetter.capture.add_in_tokens import live_add_ins
from pacesetter.capture.deciding import settings_now
from pacesetter.capture.models import (
    CaptureAddress,
    CapturedMail,
    CaptureSettings,
    DroppedMails,
    HouseAddress,
    Mailbox,
    StandingRule,
)
from pacesetter.core import clock
from pacesetter.mail.inbound.addresses import address_of, takes_mail
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member

_DROPS_SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class ShownRule:
    """A standing rule as a sentence."""

    id: int
    whom: str
    what: str


@dataclass(frozen=True)
class ShownAddIn:
    """An add-in that is logged in: the mailbox in which it is, and when it was used, to within a day."""

    id: int
    mailbox: str
    used: str


@dataclass(frozen=True)
class ShownLink:
    """A Microsoft account that logs the add-in in by itself. Its address is not kept."""

    id: int
    linked: str


@dataclass(frozen=True)
class OwnMail:
    """As it is printed."""

    takes_mail: bool
    is_passed_on: bool
    address: str
    address_state: str
    state_key: str
    mailbox: Mailbox | None
    mailbox_state: str
    mailbox_key: str
    add_ins: Sequence[ShownAddIn]
    microsoft_accounts: Sequence[ShownLink]
    waiting: int
    logged: int
    ignored: int
    dropped: Sequence[tuple[str, int]]
    decided: CaptureSettings


def shown_own_mail(member: Member) -> OwnMail:
    """Everything that is kept of the member's mail, in numbers, and what decides on it."""
    row = next(iter(_ADDRESS.rows(member_id=member.pk)), None)
    counts = dict(_COUNTS.rows(member_id=member.pk))
    key, state = address_state(row)
    mailbox = next(iter(_MAILBOX.rows(member_id=member.pk)), None)
    mailbox_key, mailbox_said = mailbox_state(mailbox)
    return OwnMail(
        takes_mail=takes_mail(),
        is_passed_on=bool(_HOUSE.rows()),
        address=address_of("log", row.token) if row and takes_mail() else "",
        address_state=state,
        state_key=key,
        mailbox=mailbox,
        mailbox_state=mailbox_said,
        mailbox_key=mailbox_key,
        add_ins=[ShownAddIn(one.pk, one.mailbox, when_words(one.last_used_at)) for one in live_add_ins(member)],
        microsoft_accounts=[ShownLink(one.pk, when_words(one.linked_at)) for one in entra_identities_of(member)],
        waiting=counts.get("waiting", 0),
        logged=counts.get("logged", 0),
        ignored=counts.get("ignored", 0),
        dropped=dropped_lately(member),
        decided=settings_now(),
    )


def shown_rule(rule: StandingRule) -> ShownRule:
    """The rule in words."""
    if rule.thread_id is not None:
        said = (
            _("Sent in the thread “%(label)s”") if rule.direction == "out" else _("Received in the thread “%(label)s”")
        )
    else:
        said = _("Sent to %(label)s") if rule.direction == "out" else _("Received from %(label)s")
    what = rule.activity_type.name if rule.activity_type else _("Ignored")
    return ShownRule(rule.pk, said % {"label": rule.label or rule.address}, what)


def address_state(row: CaptureAddress | HouseAddress | None) -> tuple[str, str]:
    """How the address is doing: a key for colour and shape, and words. What is wrong comes first."""
    if row is None:
        return "none", _("No address for copies")
    if row.last_refusal_at and (row.last_mail_at is None or row.last_refusal_at >= row.last_mail_at):
        said = {"when": when_words(row.last_refusal_at), "why": drop_words(row.last_refusal)}
        return "behind", _("The last e-mail was not kept (%(when)s): %(why)s.") % said
    if row.last_mail_at:
        return "on", _("Last e-mail %(when)s") % {"when": when_words(row.last_mail_at)}
    return "behind", _("No e-mail has come yet")


def mailbox_state(row: Mailbox | None) -> tuple[str, str]:
    """How a mailbox is doing: a key for colour and shape, and words."""
    if row is None:
        return "none", _("No mailbox")
    if row.failed_at:
        said = {"when": when_words(row.failed_at), "why": row.fault}
        if row.is_stopped:
            return "off", _("Stopped (%(when)s): %(why)s Connect it anew.") % said
        return "off", _("The last look failed (%(when)s): %(why)s") % said
    if row.succeeded_at is None:
        return "behind", _("It is looked into for the first time")
    said = {"when": when_words(row.succeeded_at), "why": row.fault, "number": str(row.backlog)}
    if row.backlog:
        return "behind", _("Last looked into %(when)s; up to %(number)s e-mails still to be read.") % said
    if row.fault:
        return "behind", _("Last looked into %(when)s. %(why)s") % said
    if row.watched_until and row.watched_until > clock.now():
        return "on", _("New e-mails are seen at once; last looked into %(when)s") % said
    return "on", _("Last looked into %(when)s") % said


def dropped_lately(member: Member) -> list[tuple[str, int]]:
    """How many mails were dropped in the last 30 days, by reason, the most first."""
    sums = _DROPPED.rows(member_id=member.pk, since=(clock.now() - _DROPS_SHOWN).date())
    return sorted(((drop_words(reason), number) for reason, number in sums), key=lambda one: (-one[1], one[0]))


_ADDRESS: ComposedQuery[CaptureAddress] = ComposedQuery(
    lambda member_id: CaptureAddress.objects.filter(member=member_id).order_by("pk")[:1], is_planned=True
)
_COUNTS: ComposedQuery[tuple[str, int]] = ComposedQuery(
    lambda member_id: (
        CapturedMail.objects.filter(owner=member_id).order_by().values_list("state").annotate(number=Count("pk"))
    ),
    is_planned=True,
)
_MAILBOX: ComposedQuery[Mailbox] = ComposedQuery(
    lambda member_id: Mailbox.objects.filter(member=member_id).order_by("pk")[:1], is_planned=True
)
_HOUSE: ComposedQuery[int] = ComposedQuery(
    lambda: HouseAddress.objects.order_by("pk").values_list("pk", flat=True)[:1], is_planned=True
)
_DROPPED: ComposedQuery[tuple[str, int]] = ComposedQuery(
    lambda member_id, since: (
        DroppedMails.objects.filter(owner=member_id, day__gte=since)
        .order_by()
        .values_list("reason")
        .annotate(number=Sum("times"))
    ),
    is_planned=True,
)


def drop_words(reason: str) -> str:
    """Why a mail was dropped, in words."""
    return {
        "automatic": _("automatic answers and reports"),
        "list": _("mailing lists and newsletters"),
        "private": _("marked as private"),
        "blocked": _("with a blocked address"),
        "internal": _("between colleagues"),
        "colleague": _("written by a colleague"),
        "stranger": _("neither from you nor to you"),
        "forged": _("not from whom it claims to be"),
        "incoming": _("received, where only sent mail is wanted"),
        "journal": _("a journal report of Exchange that does not hold the e-mail as an attachment"),
        "nobody": _("neither from a member nor to one"),
    }.get(reason, reason)


def when_words(moment: datetime) -> str:
    """The moment in the viewer's zone."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
