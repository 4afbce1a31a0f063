"""Whom an access token stands for here."""

from pacesetter.capture.entra.keys import KeysUnknown, keys_of
from pacesetter.capture.entra.word import Person, UnknownKey, Untrusted, addressed, person_of
from pacesetter.capture.models import EntraApp, EntraIdentity
from pacesetter.people.models import Member


def believed(token: str) -> Person:
    """Who the token is about, where an organisation here has registered the application that it is for, in the tenant
    that it is from. Raises `Untrusted`. Asks Microsoft for keys, so never call it in a transaction."""
    said = addressed(token)
    apps = EntraApp.across_organisations.filter(tenant_id=said.tenant_id, client_id=said.client_id)
    if not apps.exists():
        raise Untrusted("no organisation here has this tenant and application")
    try:
        try:
            return person_of(token, keys_of(said.tenant_id), tenant_id=said.tenant_id, client_id=said.client_id)
        except UnknownKey:
            # Tenants change their keys without notice.
            newer = keys_of(said.tenant_id, newer=True)
            return person_of(token, newer, tenant_id=said.tenant_id, client_id=said.client_id)
    except KeysUnknown as error:
        raise Untrusted(str(error)) from error


def member_who_is(person: Person) -> Member | None:
    """The member who has linked this identity, in an organisation whose tenant it is; None where nobody has, or where
    that is not certain since members of two organisations have."""
    tenants = EntraApp.across_organisations.filter(tenant_id=person.tenant_id).values("organisation_id")
    rows = EntraIdentity.across_organisations.select_related("member__organisation", "member__user").filter(
        tenant_id=person.tenant_id,
        object_id=person.object_id,
        organisation_id__in=tenants,
        member__archived_at__isnull=True,
        member__user__is_active=True,
    )
    found = list(rows[:2])
    return found[0].member if len(found) == 1 else None
