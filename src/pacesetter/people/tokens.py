"""Secrets with which programs act for a member, and who a secret stands for."""

import hashlib
import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Q

from pacesetter.core import clock
from pacesetter.people.models import ApiToken, Member, User
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.prepared import columns_of, fetch_row, made_from, with_numbered_places
from pacesetter.tenancy.together import Proviso

# Lets secret scanners recognise a token that somebody published by mistake.
PREFIX = "pst_"
# Whoever may act by a token now, with organisation and log-in. Its values are those of `_live_now`.
_LIVE = (
    "FROM people_apitoken t "
    "JOIN people_member m ON m.id = t.member_id AND m.archived_at IS NULL AND t.secret_hash = %s "
    "AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > %s) "
    "JOIN tenancy_organisation o ON o.id = m.organisation_id "
    "JOIN people_user u ON u.id = m.user_id AND u.is_active"
)


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
    found = authenticate_beside(secret, Beside("", ""), [])
    return found[0] if found else None


class Beside(NamedTuple):
    """One more row to read in the trip in which a token is looked up: `columns` of a `join` on the member `m`. Places
    for its values are written %s."""

    columns: str
    join: str


def authenticate_beside(secret: str, beside: Beside, params: Sequence[Any]) -> tuple[Member, tuple[Any, ...]] | None:
    """The same, with the columns of one more row, all of them None where the join finds none."""
    if not secret.startswith(PREFIX):
        return None
    row = fetch_row(_member_of_token(beside), [*_live_now(secret), *params])
    if row is None:
        return None
    members = len(Member._meta.concrete_fields)
    organisations = members + len(Organisation._meta.concrete_fields)
    users = organisations + len(User._meta.concrete_fields)
    member = made_from(Member, row[:members])
    member.organisation = made_from(Organisation, row[members:organisations])
    member.user = made_from(User, row[organisations:users])
    return member, row[users:]


@cache
def _member_of_token(beside: Beside) -> str:
    more = f", {beside.columns}" if beside.columns else ""
    return with_numbered_places(
        f"SELECT {columns_of(Member, 'm')}, {columns_of(Organisation, 'o')}, {columns_of(User, 'u')}{more} "
        f"{_LIVE} {beside.join}"
    )


def _live_now(secret: str) -> list[Any]:
    return [hash_of(secret), clock.now()]


def still_stands_for(secret: str, member: Member) -> Proviso:
    """That the secret stands for the member now, and that access level and settings of the organisation are as they
    were when the member was read."""
    return Proviso(
        f"SELECT 1 {_LIVE} WHERE m.id = %s AND m.access_level = %s AND o.settings_version = %s",
        [*_live_now(secret), member.pk, str(member.access_level), member.organisation.settings_version],
    )


def live_tokens(member: Member) -> list[ApiToken]:
    """The member's tokens that work, newest first. Their secrets are known to nobody here."""
    rows = ApiToken.objects.filter(member=member, revoked_at__isnull=True)
    return list(rows.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())))
