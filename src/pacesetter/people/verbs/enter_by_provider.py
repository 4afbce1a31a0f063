"""Let somebody in on the word of the organisation's identity provider."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.invitations import revoke_links
from pacesetter.people.models import IdentityProvider, Member, ProviderIdentity, User
from pacesetter.people.oidc import Identity
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.scope import scope


def enter_by_provider(provider: IdentityProvider, who: Identity) -> Member:
    """The member whom the provider names, with a log-in.

    Issuer and subject decide. The first time, a member of this organisation with the same e-mail address is bound to
    them, where the provider has verified the address and its domain is one of the organisation's own. Nobody becomes
    a member by it. Needs no organisation in scope. Raises `NotAllowed` for everybody else.

    The log-in may be that of somebody who belongs to other organisations too: the caller must let it work in this one
    alone, because this organisation's provider has no say in the others.
    """
    with scope(provider.organisation), transaction.atomic():
        guards.one_at_a_time()
        if who.issuer != provider.issuer:
            raise _refused()
        known = ProviderIdentity.objects.filter(issuer=who.issuer, subject=who.subject).first()
        member = guards.fresh(known.member) if known else _bound(provider, who)
        if member.is_archived:
            raise _refused()
        if member.user is None:
            _give_log_in(member)
        if member.user is None or not member.user.is_active:
            raise _refused()
        ProviderIdentity.objects.filter(issuer=who.issuer, subject=who.subject).update(last_used_at=clock.now())
    return member


def _bound(provider: IdentityProvider, who: Identity) -> Member:
    """The member with this address, from now on bound to the identity."""
    domain = who.email.rpartition("@")[2]
    if not who.email or not who.email_is_verified or domain not in provider.organisation.email_domains:
        raise _refused()
    found = Member.objects.filter(email=who.email, archived_at__isnull=True).first()
    if found is None or ProviderIdentity.objects.filter(member=found, issuer=who.issuer).exists():
        raise _refused()
    member = guards.fresh(found)
    now = clock.now()
    ProviderIdentity.objects.create(
        member=member, issuer=who.issuer, subject=who.subject, created_at=now, last_used_at=now
    )
    after = {"issuer": who.issuer, "subject": who.subject, "email": who.email}
    settle("member.bound_to_provider", ("member", member.pk), by=member, after=after)
    return member


def _give_log_in(member: Member) -> None:
    """The invitation is accepted by coming in. A new log-in has no password; one that there is stays as it is."""
    address = member.email.lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, None, name=member.name)
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    if Member.objects.filter(user=user).exclude(pk=member.pk).exists():
        raise _refused()
    member.user = user
    member.save(update_fields=["user"])
    revoke_links(member)
    settle("member.accepted", ("member", member.pk), by=member, since=guards.today(member))


def _refused() -> NotAllowed:
    # Who is a member here, and who is not, is not told to whoever comes from the provider.
    return NotAllowed(_("You are not known here under this log-in. Ask an administrator to invite you."))
