"""Revoke an API token."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import ApiToken, Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def revoke_token(token: ApiToken, *, by: Member | None) -> ApiToken:
    """Stop the token at once. Its member and administrators may. Refuses one that is revoked already."""
    guards.known(token, "token")
    if by is not None:
        guards.of_this_house(by)
        if by.is_archived or (by.pk != token.member_id and not by.is_administrator):
            raise NotAllowed(_("Only administrators revoke other people's tokens."))
    with transaction.atomic():
        row: ApiToken = ApiToken.objects.select_for_update().get(pk=token.pk)
        if row.revoked_at is not None:
            raise Refusal(_("This token is revoked already."), code="revoked")
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        before = {"token_id": row.pk, "name": row.name}
        settle("api_token.revoked", ("member", row.member_id), by=by, before=before)
    token.revoked_at = row.revoked_at
    return token
