"""Take copies of mail at a secret address, a member's or the organisation's: a blind copy, or what a rule of their mail
server passes on."""

from typing import Any

from django.conf import settings

from pacesetter.capture.forwards import forwarded_in, with_forward
from pacesetter.capture.house_mail import keep_for_members
from pacesetter.capture.houses import house_of
from pacesetter.capture.journals import Journal, journal_in, with_journal
from pacesetter.capture.keeping import QUOTED, drop, keep
from pacesetter.capture.mail_head import Dropped, MailHead
from pacesetter.capture.models import CaptureAddress, CapturedMail, HouseAddress, MailIntent
from pacesetter.capture.quotations import name_that_fits
from pacesetter.capture.reading_heads import head_only, read_head
from pacesetter.capture.vouching import dmarc_of
from pacesetter.core import clock
from pacesetter.mail.models import InboundMessage
from pacesetter.people.models import Member

ROUTE = "address"


class CopiesOfMail:
    """The route `log+<token>` of mail that comes in."""

    def organisation_of(self, token: str) -> int | None:
        """Until it is revoked, or its member leaves; of a single mail, until that is forgotten."""
        rows = CaptureAddress.across_organisations.filter(token=token, member__archived_at__isnull=True)
        found: int | None = rows.values_list("organisation_id", flat=True).first()
        if found is None:
            houses = HouseAddress.across_organisations.filter(token=token)
            found = houses.values_list("organisation_id", flat=True).first()
        if found is None:
            singles = MailIntent.across_organisations.filter(token=token, owner__archived_at__isnull=True)
            found = singles.values_list("organisation_id", flat=True).first()
        return found

    def kept(self, raw: bytes) -> bytes:
        """The headers alone; of a journal report, and of a mail that somebody forwards by hand, also those of the one
        inside."""
        try:
            return with_journal(raw) or with_forward(raw)
        except RecursionError:
            # Parts within parts, deeper than anybody writes: only what the mail itself says is read.
            return head_only(raw)

    def receive(self, message: InboundMessage, token: str) -> None:
        """Keep the head for its member. Whose it is says the token, who wrote it says From, and whether that is true
        says our mail server: nothing is logged by itself where it does not."""
        raw = bytes(message.raw)
        head = read_head(raw, received_at=message.received_at)
        vouched = dmarc_of(raw, said_by=settings.INBOUND_VOUCHED_BY, sender=head.sender.address)
        journal = journal_in(raw, received_at=message.received_at)
        if journal is not None:
            self._report(journal, token, vouched=vouched)
            return
        everybodys = HouseAddress.objects.filter(token=token)
        if everybodys.exists():
            everybodys.update(**_seen(keep_for_members(head, route=ROUTE, vouched=vouched)))
            return
        address = CaptureAddress.objects.select_related("member__organisation").filter(token=token).first()
        # The copy of a single mail, of which its owner said what it is while they wrote it.
        single = (
            None if address else MailIntent.objects.select_related("owner__organisation").filter(token=token).first()
        )
        if address is not None:
            member = address.member
        elif single is not None:
            member = single.owner
        else:
            return
        house = house_of(member)
        if vouched is False:
            drop(member, head, Dropped.FORGED)
            refusal = Dropped.FORGED.value
        else:
            inner = forwarded_in(raw, received_at=message.received_at) if address else None
            if head.sender.address not in house.own or head.unwanted is not None:
                inner = None
            kept = keep(
                member,
                name_that_fits(member, inner, house) if inner is not None else head,
                route=QUOTED if inner is not None and inner.is_quoted else ROUTE,
                is_trusted=bool(vouched),
                # What the member forwards by hand was theirs, whomever it was written to.
                is_delivered=inner is not None,
                house=house,
                ref=token if single else "",
            )
            refusal = "" if isinstance(kept, CapturedMail) else (kept.dropped or "")
        if address is not None:
            CaptureAddress.objects.filter(pk=address.pk).update(**_seen(refusal))

    def _report(self, journal: Journal, token: str, *, vouched: bool | None) -> None:
        """Keep the mail inside. That it passed the mail server says nothing of who wrote it, whoever vouches for the
        report: it waits for its owner."""
        address = CaptureAddress.objects.select_related("member__organisation").filter(token=token).first()
        if journal.head is None:
            seen = _seen(Dropped.JOURNAL.value)
        elif address is None:
            refusal = keep_for_members(
                journal.head,
                route=ROUTE,
                vouched=False if vouched is False else None,
                delivered_to=journal.recipients,
            )
            seen = _seen(refusal)
        else:
            seen = _seen(self._own(address.member, journal, journal.head, is_forged=vouched is False))
        HouseAddress.objects.filter(token=token).update(**seen)
        CaptureAddress.objects.filter(token=token).update(**seen)

    def _own(self, member: Member, journal: Journal, head: MailHead, *, is_forged: bool) -> str:
        """Keep it for the member whose address the report came to; why not, where it was not."""
        if is_forged:
            drop(member, head, Dropped.FORGED)
            return Dropped.FORGED.value
        house = house_of(member)
        is_delivered = bool(house.own & journal.recipients)
        kept = keep(member, head, route=ROUTE, is_trusted=False, is_delivered=is_delivered, house=house)
        return "" if isinstance(kept, CapturedMail) else (kept.dropped or "")


def _seen(refusal: str) -> dict[str, Any]:
    """What is noted at an address of the mail that has come."""
    now = clock.now()
    return {"last_refusal": refusal, "last_refusal_at": now} if refusal else {"last_mail_at": now}
