"""Secrets of add-ins, and whose mail one of them may classify."""

import secrets
from datetime import timedelta

from pacesetter.capture.models import AddInToken
from pacesetter.core import clock
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.people.tokens import hash_of

# Lets secret scanners recognise one, and tells it from a token of the API.
PREFIX = "psa_"
LAPSES_AFTER = timedelta(days=90)
_NOTED_EVERY = timedelta(days=1)


def new_secret() -> str:
    """A new secret that nobody can guess."""
    return PREFIX + secrets.token_urlsafe(32)


def token_with(secret: str) -> AddInToken | None:
    """The token with this secret, with member, organisation and log-in, in one query; None for one that is unknown,
    revoked, or was not used for 90 days, and for a member who is archived or may not log in.

    Needs no organisation in scope: the token says which it is.
    """
    if not secret.startswith(PREFIX):
        return None
    now = clock.now()
    rows = AddInToken.across_organisations.select_related("member__organisation", "member__user")
    found: AddInToken | None = rows.filter(
        secret_hash=hash_of(secret),
        revoked_at__isnull=True,
        last_used_at__gt=now - LAPSES_AFTER,
        member__archived_at__isnull=True,
        member__user__is_active=True,
    ).first()
    if found is not None and found.last_used_at < now - _NOTED_EVERY:
        AddInToken.across_organisations.filter(pk=found.pk).update(last_used_at=now)
    return found


def live_add_ins(member: Member) -> list[AddInToken]:
    """The member's add-ins that are logged in, newest first."""
    return _LIVE.rows(member_id=member.pk, since=clock.now() - LAPSES_AFTER)


_LIVE: ComposedQuery[AddInToken] = ComposedQuery(
    lambda member_id, since: AddInToken.objects.filter(
        member=member_id, revoked_at__isnull=True, last_used_at__gt=since
    ),
    is_planned=True,
)
