"""Let add-ins log in by the Microsoft account that Outlook has already."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.add_in_tokens import new_secret
from pacesetter.capture.entra.word import Person
from pacesetter.capture.houses import house_of
from pacesetter.capture.models import AddInToken, EntraApp, EntraIdentity
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.tokens import hash_of
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.scope import scope


def set_entra_app(*, by: Member | None, tenant_id: str, client_id: str) -> EntraApp | None:
    """Take the word of this tenant for this application; without both of nobody any more: then who is who is forgotten.
    Raises `NotAllowed` (administrators alone), and a `Refusal` for what are no ids."""
    guards.administrator(by)
    tenant, client = _id(tenant_id, "tenant_id"), _id(client_id, "client_id")
    if (tenant is None) != (client is None):
        missing = "client_id" if tenant else "tenant_id"
        raise Refusal(_("Give both ids, or none."), field=missing, code="required")
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        row = EntraApp.objects.first()
        before = {"tenant_id": str(row.tenant_id), "client_id": str(row.client_id)} if row else {}
        if tenant is None or client is None:
            EntraApp.objects.all().delete()
            EntraIdentity.objects.all().delete()
            row, after = None, {}
        else:
            row = row or EntraApp()
            row.tenant_id, row.client_id = tenant, client
            row.save()
            after = {"tenant_id": str(tenant), "client_id": str(client)}
        if before != after:
            settle("entra_app.set", ("organisation", organisation.pk), by=by, before=before, after=after)
    return row


def link_entra_identity(member: Member, person: Person, *, by: Member) -> EntraIdentity:
    """From now on this Microsoft account is the member.

    The account's address must be one of the member's own: else whoever helps out in a colleague's Outlook, or has got
    hold of a colleague's token, would get that colleague's e-mail from then on. Raises `NotAllowed` to everybody but
    the member, and a `Refusal` for an account of another tenant, one with another address, and one that is a
    colleague's.
    """
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody sets up their own mail."))
    if not EntraApp.objects.filter(tenant_id=person.tenant_id).exists():
        raise Refusal(_("This Microsoft account is not one of your organisation."), code="other_tenant")
    if not person.addresses:
        raise Refusal(_("Microsoft does not tell the address of this account."), code="no_address")
    if not person.addresses & house_of(member).own:
        raise Refusal(
            _("%(address)s is none of your addresses. If it is yours, add it under My e-mail first.")
            % {"address": min(person.addresses)},
            code="not_yours",
        )
    with transaction.atomic():
        found: EntraIdentity
        found, made = EntraIdentity.objects.get_or_create(
            tenant_id=person.tenant_id,
            object_id=person.object_id,
            defaults={"member": member, "linked_at": clock.now()},
        )
        if found.member_id != member.pk:
            raise Refusal(_("This Microsoft account is a colleague's."), code="taken")
        if made:
            data = {"object_id": str(person.object_id)}
            events.record("member.entra_linked", "member", member.pk, by_id=by.pk, data=data)
    return found


def unlink_entra_identity(identity: EntraIdentity, *, by: Member) -> None:
    """This Microsoft account logs nobody in any more, until it is linked again; and the add-ins that it has logged in
    are logged out. Its member and administrators may. Safe to repeat. Raises `NotAllowed`."""
    is_allowed = by.pk == identity.member_id or by.is_administrator
    if not is_allowed or by.is_archived or by.organisation_id != identity.organisation_id:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        gone, _rows = EntraIdentity.objects.filter(pk=identity.pk).delete()
        if gone:
            live = AddInToken.objects.filter(member=identity.member_id, revoked_at__isnull=True)
            live.filter(proof_hash__isnull=False).update(revoked_at=clock.now())
            data = {"object_id": str(identity.object_id)}
            events.record("member.entra_unlinked", "member", identity.member_id, by_id=by.pk, data=data)


def log_in_by_entra(member: Member, word: str, *, program: str, mailbox: str = "") -> tuple[AddInToken, str]:
    """A token for the add-in of the member whom the access token `word` was found to be about, and its secret. Each of
    Microsoft's tokens is good for one: raises a `Refusal` for one that was used before."""
    secret, now = new_secret(), clock.now()
    try:
        with scope(member.organisation_id), transaction.atomic():
            token: AddInToken = AddInToken.objects.create(
                member=member,
                program=program,
                mailbox=mailbox.strip().lower()[:254],
                secret_hash=hash_of(secret),
                proof_hash=hash_of(word),
                made_at=now,
                last_used_at=now,
            )
            data = {"token_id": token.pk, "program": program, "mailbox": token.mailbox, "by": "entra"}
            events.record("member.add_in_logged_in", "member", member.pk, by_id=member.pk, data=data)
    except IntegrityError:
        raise Refusal(_("This code works no more. Log in again."), field="code", code="code_gone") from None
    return token, secret


def _id(text: str, field: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text.strip()) if text.strip() else None
    except ValueError:
        raise Refusal(_("This is no id such as Entra shows them."), field=field, code="invalid") from None
