"""Mail that a rule of the mail server passes on for everybody: whose it is say the addresses in it."""

from collections.abc import Collection, Iterable

from django.db.models.functions import Lower

from pacesetter.capture.keeping import drop, keep
from pacesetter.capture.mail_head import Dropped, MailHead
from pacesetter.capture.models import CapturedMail, MailAlias
from pacesetter.people.models import Member

# Why nothing was kept of a mail that is no member's.
NOBODY = "nobody"


def keep_for_members(
    head: MailHead, *, route: str, vouched: bool | None, delivered_to: Collection[str] = frozenset()
) -> str:
    """Keep the mail for the member who wrote it, else for each to whom it was written; why it was kept for none of
    them, nothing where it was. `vouched` is what our mail server says of its sender; `delivered_to` are addresses that
    it went to for certain, named in its headers or not."""
    owners = owners_of(head, delivered_to)
    reached = {owner.pk for owner in _members_at(delivered_to)}
    refusal = "" if owners else NOBODY
    is_kept = False
    for owner in owners:
        if vouched is False:
            drop(owner, head, Dropped.FORGED)
            refusal = Dropped.FORGED.value
            continue
        found = keep(owner, head, route=route, is_trusted=bool(vouched), is_delivered=owner.pk in reached)
        if isinstance(found, CapturedMail):
            is_kept = True
        else:
            refusal = found.dropped or ""
    return "" if is_kept else refusal


def owners_of(head: MailHead, delivered_to: Iterable[str] = ()) -> list[Member]:
    """Whose mail it is: the writer's, where that is a member, else the recipients', always in the same order: two mails
    that are kept at once must not wait for each other."""
    writer = _members_at([head.sender.address])
    return writer or _members_at([*(one.address for one in head.recipients), *delivered_to])


def _members_at(addresses: Iterable[str]) -> list[Member]:
    asked = set(addresses)
    confirmed = MailAlias.objects.filter(address__in=asked, confirmed_at__isnull=False)
    by_alias = confirmed.values_list("member_id", flat=True)
    members = Member.objects.select_related("organisation").filter(archived_at__isnull=True)
    found = members.alias(lower=Lower("email"))
    return sorted({*found.filter(lower__in=asked), *members.filter(pk__in=list(by_alias))}, key=lambda one: one.pk)
