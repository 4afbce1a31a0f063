"""Create an API token."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import ApiToken, Member
from pacesetter.people.tokens import hash_of, new_secret
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


class CreatedToken(NamedTuple):
    """The token and its secret, which is shown once and kept nowhere."""

    token: ApiToken
    secret: str


def create_token(member: Member, *, by: Member | None, name: str, expires_at: datetime | None = None) -> CreatedToken:
    """Let a program act as the member. Raises `NotAllowed` to everybody but the member: a token speaks as its member,
    and nobody, administrators included, speaks as somebody else."""
    if by is not None and by.pk != member.pk:
        raise NotAllowed(_("Everybody creates their own tokens only."))
    name = guards.required(name, "name", longest=100)
    if expires_at is not None and expires_at <= clock.now():
        raise Refusal(_("Choose an end in the future."), field="expires_at", code="past")
    secret = new_secret()
    with transaction.atomic():
        member = guards.fresh(member)
        guards.present(member)
        token = ApiToken.objects.create(member=member, name=name, secret_hash=hash_of(secret), expires_at=expires_at)
        after = {"token_id": token.pk, "name": name, "expires_at": expires_at}
        settle("api_token.created", ("member", member.pk), by=by, after=after)
    return CreatedToken(token, secret)
