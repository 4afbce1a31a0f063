"""Connect a mailbox, and disconnect it."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events, jobs
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import Mailbox, MailSecurity
from pacesetter.capture.verbs.forget import forget_unclassified
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.tenancy.sealed import seal_into

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE)


def connect_mailbox(
    member: Member, *, by: Member, host: str, user: str, password: str, security: str = "tls"
) -> Mailbox:
    """Look into the member's mailbox from now on, with this password, which is kept sealed. A job tries it at once and
    notes what is wrong. In place of an earlier one, which is forgotten with how far it was read.

    Raises `NotAllowed` to everybody but the member, and a `Refusal` for what can't be.
    """
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody connects their own mailbox."))
    host = guards.required(host, "host", longest=253).lower()
    user = guards.required(user, "user", longest=254)
    if not _HOST.fullmatch(host):
        raise Refusal(_("This is no name of a server."), field="host", code="invalid")
    if security not in MailSecurity.values:
        raise Refusal(_("Choose one of the ways."), field="security", code="invalid")
    if not password:
        raise Refusal(_("Enter the password."), field="password", code="required")
    with transaction.atomic():
        lock_mail_of(member)
        Mailbox.objects.filter(member=member).delete()
        # No other ports: what a member may name here must not be a way to knock at everything.
        port = 993 if security == MailSecurity.TLS else 143
        mailbox = Mailbox(member=member, host=host, port=port, security=security, user=user, connected_at=clock.now())
        seal_into(mailbox, "password", password)
        mailbox.save(force_insert=True)
        events.record("member.mailbox_connected", "member", member.pk, by_id=by.pk, data={"host": host, "user": user})
        jobs.enqueue("capture.fetch", {"mailbox": mailbox.pk})
    return mailbox


def disconnect_mailbox(member: Member, *, by: Member) -> None:
    """Look into it no more: password, user, and everything of the member's mail that is not logged are erased. Raises
    `NotAllowed` to everybody but the member and administrators."""
    if by.pk != member.pk and not by.is_administrator:
        raise NotAllowed(_("Everybody disconnects their own mailbox."))
    with transaction.atomic():
        # Whoever is reading the mailbox ends its batch first, and finds it gone then.
        lock_mail_of(member)
        gone, _rows = Mailbox.objects.filter(member=member).delete()
        if gone:
            forget_unclassified(member, by=member)
            events.record("member.mailbox_disconnected", "member", member.pk, by_id=by.pk)
