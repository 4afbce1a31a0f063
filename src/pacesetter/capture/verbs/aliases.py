"""The other addresses from which a member writes. Whose mail is kept, and what is internal, depends on them: so they
count once somebody has shown that the mailbox is theirs."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from pacesetter import events, mail
from pacesetter.capture.models import MailAlias
from pacesetter.capture.verbs.addresses import themselves
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member

_SALT = "capture.alias"
LIFETIME = timedelta(days=1)


def add_alias(member: Member, address: str, *, by: Member) -> MailAlias:
    """The member says that they write from this address too. A link goes there, and nothing counts before they open it;
    what an administrator adds for somebody else counts at once. Raises `NotAllowed`, and a `Refusal` for what is no
    address, and for one that is a colleague's or a contact's."""
    themselves(member, by, or_administrator=True)
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("This is no e-mail address."), field="address", code="invalid") from None
    _refuse_taken(member, address)
    with transaction.atomic():
        alias, made = MailAlias.objects.get_or_create(member=member, address=address)
        if made:
            events.record("member.mail_alias_added", "member", member.pk, by_id=by.pk, data={"alias": address})
        if alias.confirmed_at is None:
            if by.pk == member.pk:
                ask_about_alias(alias, by=by)
            else:
                _confirm(alias, by)
    return alias


def ask_about_alias(alias: MailAlias, *, by: Member) -> str:
    """Send a link to the address, and return it: whoever opens it shows that the mailbox is theirs. Raises
    `NotAllowed` to everybody but the member."""
    themselves(alias.member, by)
    secret = signing.dumps({"member": alias.member_id, "address": alias.address}, salt=_SALT)
    link = f"{settings.PUBLIC_URL}/profile/mail/aliases/{secret}/"
    facts = {"member": alias.member, "link": link, "hours": int(LIFETIME.total_seconds() // 3600)}
    text = render_to_string("capture/alias.txt", facts)
    mail.send(to=alias.address, subject=_("Is this address yours?"), text=text, is_confidential=True)
    return link


def asked_alias(secret: str, member: Member) -> MailAlias | None:
    """The address that this link of the member's is about, while it can be used; else None."""
    try:
        asked: dict[str, Any] = signing.loads(secret, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    if asked["member"] != member.pk:
        return None
    found: MailAlias | None = MailAlias.objects.filter(
        member=member, address=asked["address"], confirmed_at__isnull=True
    ).first()
    return found


def confirm_alias(secret: str, *, by: Member) -> MailAlias:
    """Whoever says that the address is theirs has opened the link that went there: it counts from now on. Raises a
    `Refusal` for a link that works no longer, and where the address is somebody else's by now."""
    with transaction.atomic():
        alias = asked_alias(secret, by)
        if alias is None or by.is_archived:
            raise Refusal(_("This link works no longer."), code="no_link")
        _refuse_taken(by, alias.address)
        _confirm(alias, by)
    return alias


def remove_alias(alias: MailAlias, *, by: Member) -> None:
    """The member no longer writes from this address. Raises `NotAllowed`."""
    themselves(alias.member, by, or_administrator=True)
    with transaction.atomic():
        events.record(
            "member.mail_alias_removed", "member", alias.member_id, by_id=by.pk, data={"alias": alias.address}
        )
        alias.delete()


def _confirm(alias: MailAlias, by: Member) -> None:
    alias.confirmed_at = clock.now()
    try:
        with transaction.atomic():
            alias.save(update_fields=["confirmed_at"])
    except IntegrityError:
        raise _taken(alias.address) from None
    events.record("member.mail_alias_confirmed", "member", alias.member_id, by_id=by.pk, data={"alias": alias.address})


def _refuse_taken(member: Member, address: str) -> None:
    others = MailAlias.objects.filter(address=address, confirmed_at__isnull=False).exclude(member=member)
    if Member.objects.exclude(pk=member.pk).filter(email__iexact=address).exists() or others.exists():
        raise _taken(address)
    if Contact.objects.filter(email=address, merged_into__isnull=True, archived_at__isnull=True).exists():
        raise Refusal(
            _("%(address)s is the address of a contact.") % {"address": address}, field="address", code="contact"
        )


def _taken(address: str) -> Refusal:
    return Refusal(_("%(address)s is a colleague's.") % {"address": address}, field="address", code="taken")
