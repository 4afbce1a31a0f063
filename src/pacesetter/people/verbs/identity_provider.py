"""Set up by which identity provider the members of an organisation log in."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import IdentityProvider, Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.sealed import seal_into


def set_identity_provider(
    *,
    by: Member | None,
    issuer: str,
    client_id: str,
    client_secret: str = "",
    is_only_way: bool = False,
    break_glass: Member | None = None,
) -> IdentityProvider:
    """Let members log in by this provider; an empty secret keeps the one there is. `issuer` is what the provider calls
    itself: the caller has asked it.

    As the only way in it needs an administrator who still gets in by a password (`break_glass`). Raises a `Refusal`
    without one, and for a new issuer or client without a secret.
    """
    guards.administrator(by)
    issuer, client_id = issuer.strip(), guards.required(client_id, "client_id", longest=300)
    if not issuer.startswith(("https://", "http://")) or len(issuer) > 300:
        raise Refusal(_("Give the address of the issuer, beginning with https://."), field="issuer", code="malformed")
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        row = IdentityProvider.objects.filter(organisation=organisation).first() or IdentityProvider()
        before = _told(row) if row.pk else {}
        if not client_secret and (not row.client_secret or (row.issuer, row.client_id) != (issuer, client_id)):
            # The old secret would go to whoever the new issuer is.
            raise Refusal(_("Give the client secret for this issuer."), field="client_secret", code="required")
        row.issuer, row.client_id, row.is_only_way = issuer, client_id, is_only_way
        row.break_glass = _break_glass(break_glass) if is_only_way else None
        if client_secret:
            seal_into(row, "client_secret", client_secret)
        row.save()
        after = {**_told(row), **({"secret_changed": True} if client_secret else {})}
        settle("identity_provider.set", ("organisation", organisation.pk), by=by, before=before, after=after)
    return row


def remove_identity_provider(*, by: Member | None) -> None:
    """Let members log in by their passwords alone. Who they are at the provider is kept, for the case that it comes
    back. Refuses where there is none."""
    guards.administrator(by)
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        row = IdentityProvider.objects.filter(organisation=organisation).first()
        if row is None:
            raise Refusal(_("There is no identity provider."), code="unknown")
        before = _told(row)
        row.delete()
        settle("identity_provider.removed", ("organisation", organisation.pk), by=by, before=before)


def _break_glass(member: Member | None) -> Member:
    row = guards.fresh(member, "break_glass") if member else None
    usable = row and row.user and row.user.is_active and row.user.has_usable_password()
    if row is None or not usable or not row.is_administrator or row.is_archived:
        raise Refusal(
            _("Name an administrator with a password, who gets in where the provider is down."),
            field="break_glass",
            code="required",
        )
    return row


def _told(row: IdentityProvider) -> dict[str, Any]:
    return {
        "issuer": row.issuer,
        "client_id": row.client_id,
        "is_only_way": row.is_only_way,
        "break_glass": row.break_glass.pk if row.break_glass else None,
    }
