"""The member's secret address."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.models import CaptureAddress
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.mail.inbound.addresses import new_token, takes_mail
from pacesetter.people.models import Member


def renew_address(member: Member, *, by: Member) -> CaptureAddress:
    """Give the member an address, another one where they have one: mail to the old one is refused from now on. Raises
    `NotAllowed` to everybody but the member, and a `Refusal` where this installation takes no mail."""
    themselves(member, by)
    if not takes_mail():
        raise Refusal(_("This installation takes no mail. Ask whoever runs it."), code="no_domain")
    with transaction.atomic():
        fresh = {"token": new_token(), "made_at": clock.now(), "last_mail_at": None}
        address: CaptureAddress
        address, _made = CaptureAddress.objects.update_or_create(member=member, defaults=fresh)
        events.record("member.mail_address_renewed", "member", member.pk, by_id=by.pk)
    return address


def revoke_address(member: Member, *, by: Member) -> None:
    """Take no more mail for the member. Raises `NotAllowed`."""
    themselves(member, by, or_administrator=True)
    with transaction.atomic():
        gone, _rows = CaptureAddress.objects.filter(member=member).delete()
        if gone:
            events.record("member.mail_address_revoked", "member", member.pk, by_id=by.pk)


def themselves(member: Member, by: Member, *, or_administrator: bool = False) -> None:
    """Raise `NotAllowed` where it is not the member who does it, nor an administrator where that may be."""
    is_allowed = by.pk == member.pk or (or_administrator and by.is_administrator)
    if not is_allowed or by.is_archived or by.organisation_id != member.organisation_id:
        raise NotAllowed(_("Everybody sets up their own mail."))
