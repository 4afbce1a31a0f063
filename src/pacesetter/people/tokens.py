"""Secrets with which programs act for a member, and who a secret stands for."""

import hashlib
import secrets
from functools import cache

from django.db.models import Q

from pacesetter.core import clock
from pacesetter.people.models import ApiToken, Member, User
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.prepared import columns_of, fetch_row, made_from

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
    row = fetch_row(_member_of_token(), [hash_of(secret), clock.now(), True])
    if row is None:
        return None
    members, organisations = len(Member._meta.concrete_fields), len(Organisation._meta.concrete_fields)
    member = made_from(Member, row[:members])
    member.organisation = made_from(Organisation, row[members : members + organisations])
    member.user = made_from(User, row[members + organisations :])
    return member


@cache
def _member_of_token() -> str:
    return (
        f"SELECT {columns_of(Member, 'm')}, {columns_of(Organisation, 'o')}, {columns_of(User, 'u')} "  # noqa: S608
        "FROM people_apitoken t JOIN people_member m ON m.id = t.member_id "
        "JOIN tenancy_organisation o ON o.id = m.organisation_id JOIN people_user u ON u.id = m.user_id "
        "WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2) "
        "AND m.archived_at IS NULL AND u.is_active = $3"
    )


def live_tokens(member: Member) -> list[ApiToken]:
    """The member's tokens that work, newest first. Their secrets are known to nobody here."""
    rows = ApiToken.objects.filter(member=member, revoked_at__isnull=True)
    return list(rows.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())))
