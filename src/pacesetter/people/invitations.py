"""Invitations: the secret in the link, and what is known of it."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pacesetter import mail
from pacesetter.core import clock
from pacesetter.people.models import Invitation, Member, User
from pacesetter.people.tokens import hash_of

LIFETIME = timedelta(days=7)


def link_to(secret: str) -> str:
    """The address at which the invitation is accepted."""
    return f"{settings.PUBLIC_URL}/invitations/{secret}/"


def invitation_of(secret: str) -> Invitation | None:
    """The invitation with this secret, with its member and organisation, while it can be accepted; else None.

    Needs no organisation in scope: the secret says which it is.
    """
    found: Invitation | None = (
        Invitation.across_organisations.filter(
            secret_hash=hash_of(secret),
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=clock.now(),
            member__archived_at__isnull=True,
        )
        .select_related("organisation", "member__organisation", "invited_by")
        .first()
    )
    return found


def needs_password(invitation: Invitation) -> bool:
    """Whether the invited person must choose a password: False for somebody who has a log-in already."""
    return not User.objects.filter(email=invitation.member.email.lower()).exists()


def send_link(member: Member, *, by: Member | None) -> str:
    """Make a new link for the member in place of any older one, send it by e-mail, and return it.

    Call it in the verb's transaction. Only a hash stays: the message is erased once it is sent.
    """
    revoke_links(member)
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = Invitation.objects.create(
        member=member, secret_hash=hash_of(secret), invited_by=by, expires_at=now + LIFETIME
    )
    link = link_to(secret)
    facts = {"member": member, "by": by, "organisation": member.organisation, "link": link, "days": LIFETIME.days}
    with translation.override(member.locale or settings.LANGUAGE_CODE):
        mail.send(
            to=member.email,
            subject=_("Your invitation to %(organisation)s") % {"organisation": member.organisation.name},
            text=render_to_string("people/invitation.txt", facts),
            key=f"invitation-{invitation.pk}",
            is_confidential=True,
        )
    return link


def revoke_links(member: Member) -> int:
    """Let no link of the member work any more. Returns how many did."""
    return Invitation.objects.filter(member=member, accepted_at__isnull=True, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
