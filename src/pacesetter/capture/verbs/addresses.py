"""The member's secret address, and the other addresses that are theirs."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.models import CaptureAddress, MailAlias
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Contact
from pacesetter.mail.inbound.addresses import new_token, takes_mail
from pacesetter.people.models import Member


def renew_address(member: Member, *, by: Member) -> CaptureAddress:
    """Give the member an address, another one where they have one: mail to the old one is refused from now on. Raises
    `NotAllowed` to everybody but the member, and a `Refusal` where this installation takes no mail."""
    _themselves(member, by)
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
    _themselves(member, by, or_administrator=True)
    with transaction.atomic():
        gone, _rows = CaptureAddress.objects.filter(member=member).delete()
        if gone:
            events.record("member.mail_address_revoked", "member", member.pk, by_id=by.pk)


def add_alias(member: Member, address: str, *, by: Member) -> MailAlias:
    """The member writes from this address too. Raises `NotAllowed`, and a `Refusal` for what is no address, and for one
    that is a colleague's or a contact's."""
    _themselves(member, by, or_administrator=True)
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("This is no e-mail address."), field="address", code="invalid") from None
    if Member.objects.exclude(pk=member.pk).filter(email__iexact=address).exists():
        raise _taken(address)
    if Contact.objects.filter(email=address, merged_into__isnull=True, archived_at__isnull=True).exists():
        raise Refusal(
            _("%(address)s is the address of a contact.") % {"address": address}, field="address", code="contact"
        )
    try:
        with transaction.atomic():
            alias, made = MailAlias.objects.get_or_create(address=address, defaults={"member": member})
            if made:
                events.record("member.mail_alias_added", "member", member.pk, by_id=by.pk, data={"alias": address})
    except IntegrityError:
        alias = MailAlias.objects.get(address=address)
    if alias.member_id != member.pk:
        raise _taken(address)
    return alias


def remove_alias(alias: MailAlias, *, by: Member) -> None:
    """The member no longer writes from this address. Raises `NotAllowed`."""
    _themselves(alias.member, by, or_administrator=True)
    with transaction.atomic():
        events.record(
            "member.mail_alias_removed", "member", alias.member_id, by_id=by.pk, data={"alias": alias.address}
        )
        alias.delete()


def _themselves(member: Member, by: Member, *, or_administrator: bool = False) -> None:
    is_allowed = by.pk == member.pk or (or_administrator and by.is_administrator)
    if not is_allowed or by.is_archived or by.organisation_id != member.organisation_id:
        raise NotAllowed(_("Everybody sets up their own mail."))


def _taken(address: str) -> Refusal:
    return Refusal(_("%(address)s is a colleague's.") % {"address": address}, field="address", code="taken")
