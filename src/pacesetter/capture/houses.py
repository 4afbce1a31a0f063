"""Who is who for a member: whose addresses are ours, and which are blocked."""

from dataclasses import replace
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Q

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.judging import House
from pacesetter.capture.models import BlockedAddress, MailAlias
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation


def house_of(owner: Member) -> House:
    """Read once for however many mails there are of this member."""
    aliases = list(MailAlias.objects.filter(confirmed_at__isnull=False).values_list("member_id", "address"))
    emails = {email.lower() for email in Member.objects.values_list("email", flat=True)}
    domains = Organisation.objects.values_list("email_domains", flat=True).get(pk=owner.organisation_id)
    product = {parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()}
    if settings.INBOUND_DOMAIN:
        product.add("@" + settings.INBOUND_DOMAIN.lower())
    return House(
        own=frozenset({owner.email.lower(), *(address for member_id, address in aliases if member_id == owner.pk)}),
        colleagues=frozenset({*emails, *(address for _member_id, address in aliases)}),
        domains=frozenset(domain.lower() for domain in domains),
        product=frozenset(product),
        blocked=_blocked_for(owner),
        takes_incoming=settings_now().takes_incoming,
    )


def with_blocks_of_now(house: House, owner: Member) -> House:
    """The same with what is blocked by now. Call it with the owner's mail locked, which whoever blocks does, too."""
    return replace(house, blocked=_blocked_for(owner))


def house_with(house: House, address: str) -> House:
    """The same where this address is the member's too: a mailbox's own is, whether or not they have named it."""
    own = address.strip().lower()
    if "@" not in own:
        return house
    return replace(house, own=house.own | {own}, colleagues=house.colleagues | {own})


def _blocked_for(owner: Member) -> frozenset[str]:
    rows = BlockedAddress.objects.filter(Q(member__isnull=True) | Q(member=owner))
    return frozenset(rows.values_list("pattern", flat=True))
