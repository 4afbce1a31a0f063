"""Secrets with which programs act for a member, and who a secret stands for."""

import hashlib
import secrets

from django.db.models import Q

from pacesetter.core import clock
from pacesetter.people.models import ApiToken, Member

# Lets secret scanners recognise a token that somebody published by mistake.
PREFIX = "pst_"


def new_secret() -> str:
    """A new secret that nobody can guess."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret. A plain hash is enough for one with 256 random bits: there is nothing to try out."""
    return hashlib.sha256(secret.encode()).hexdigest()


def authenticate(secret: str) -> Member | None:
    """The member whom the secret stands for, with organisation and log-in, in one query.

    None for an unknown, revoked or expired token and for a member who is archived or may not log in. Needs no
    organisation in scope: the token says which it is.
    """
    if not secret.startswith(PREFIX):
        return None
    member: Member | None = (
        Member.across_organisations.filter(
            Q(api_tokens__expires_at__isnull=True) | Q(api_tokens__expires_at__gt=clock.now()),
            api_tokens__secret_hash=hash_of(secret),
            api_tokens__revoked_at__isnull=True,
            archived_at__isnull=True,
            user__is_active=True,
        )
        .select_related("organisation", "user")
        .first()
    )
    return member


def live_tokens(member: Member) -> list[ApiToken]:
    """The member's tokens that work, newest first. Their secrets are known to nobody here."""
    rows = ApiToken.objects.filter(member=member, revoked_at__isnull=True)
    return list(rows.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())))
