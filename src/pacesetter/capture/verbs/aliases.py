"""The other addresses from which a member writes. Whose mail is kept, and what is internal, depends on them: so they
count once somebody has shown that the mailbox is theirs."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pacesetter import events, mail
from pacesetter.capture.asking_often import refuse_too_many
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import MailAlias, RemovedSetting
from pacesetter.capture.removing import note_alias
from pacesetter.capture.verbs.addresses import themselves
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member

_SALT = "capture.alias"
LIFETIME = timedelta(days=1)


def add_alias(member: Member, address: str, *, by: Member) -> MailAlias:
    """The member says that they write from this address too. A link goes there, and nothing counts before they open it;
    what an administrator adds for somebody else counts at once. Raises `NotAllowed`, and a `Refusal` for what is no
    address, for one that is a colleague's or a contact's, for a member who has left, and as `ask_about_alias` does."""
    themselves(member, by, or_administrator=True)
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("This is no e-mail address."), field="address", code="invalid") from None
    if address == member.email.lower():
        raise Refusal(_("With this address you are known already."), field="address", code="known")
    _refuse_taken(member, address)
    with transaction.atomic():
        alias, made = MailAlias.objects.get_or_create(member=member, address=address)
        if made:
            events.record("member.mail_alias_added", "member", member.pk, by_id=by.pk, data={"alias": address})
        if alias.confirmed_at is None:
            if by.pk == member.pk:
                ask_about_alias(alias, by=by)
            else:
                vouch_for_alias(alias, by=by)
    return alias


def ask_about_alias(alias: MailAlias, *, by: Member) -> str:
    """Send a link to the address, and return it: whoever opens it shows that the mailbox is theirs. Raises
    `NotAllowed` to everybody but the member, and a `Refusal` where links went there, or anywhere, often enough: the
    address may be a stranger's."""
    themselves(alias.member, by)
    secret = signing.dumps({"member": alias.member_id, "address": alias.address}, salt=_SALT)
    link = f"{settings.PUBLIC_URL}/profile/mail/aliases/{secret}/"
    facts = {"member": alias.member, "link": link, "hours": int(LIFETIME.total_seconds() // 3600)}
    text = render_to_string("capture/alias.txt", facts)
    with transaction.atomic():
        # Of two presses at once the second one finds the first.
        lock_mail_of(alias.member)
        refuse_too_many(alias.member, alias.address)
        mail.send(to=alias.address, subject=_("Is this address yours?"), text=text, is_confidential=True)
    return link


def vouch_for_alias(alias: MailAlias, *, by: Member) -> MailAlias:
    """An administrator knows that the address is the member's: it counts from now on, and the member is told by mail.

    Raises `NotAllowed` to everybody else, and to administrators for themselves: they open the link as anybody does.
    Raises a `Refusal` for a member who has left, and where the address is somebody else's by now. Safe to repeat.
    """
    member = alias.member
    if by.pk == member.pk or not by.is_administrator or by.is_archived or by.organisation_id != alias.organisation_id:
        raise NotAllowed(_("An administrator says so, and not of their own addresses."))
    if member.is_archived:
        raise Refusal(_("%(name)s has left.") % {"name": member.name}, field="address", code="left")
    with transaction.atomic():
        _refuse_taken(member, alias.address)
        row: MailAlias = MailAlias.objects.select_for_update(of=("self",)).get(pk=alias.pk)
        if row.confirmed_at is not None:
            return row
        row.member = member
        _confirm(row, by)
        with translation.override(member.locale or settings.LANGUAGE_CODE):
            facts = {"member": member, "by": by, "address": row.address, "page": f"{settings.PUBLIC_URL}/profile/mail/"}
            text = render_to_string("capture/alias_vouched.txt", facts)
            mail.send(to=member.email, subject=_("Another address counts as yours"), text=text)
    alias.confirmed_at = row.confirmed_at
    return row


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


def remove_alias(alias: MailAlias, *, by: Member) -> RemovedSetting:
    """The member no longer writes from this address. Answers what `bring_back` takes. Raises `NotAllowed`."""
    themselves(alias.member, by, or_administrator=True)
    with transaction.atomic():
        events.record(
            "member.mail_alias_removed", "member", alias.member_id, by_id=by.pk, data={"alias": alias.address}
        )
        removed = note_alias(alias, by)
        alias.delete()
    return removed


def put_alias_back(member_id: int, address: str, confirmed_at: datetime | None, *, by: Member) -> MailAlias:
    """As it was before it was removed: it counts again where it counted then. Raises `NotAllowed`, and a `Refusal`
    where it is there again already, or somebody else's by now."""
    member = Member.objects.select_related("organisation").get(pk=member_id)
    themselves(member, by, or_administrator=True)
    _refuse_taken(member, address)
    with transaction.atomic():
        alias, made = MailAlias.objects.get_or_create(member=member, address=address)
        if not made:
            raise Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
        events.record("member.mail_alias_put_back", "member", member.pk, by_id=by.pk, data={"alias": address})
        if confirmed_at is not None:
            _confirm(alias, by, at=confirmed_at)
    return alias


def _confirm(alias: MailAlias, by: Member, *, at: datetime | None = None) -> None:
    alias.confirmed_at = at or clock.now()
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
