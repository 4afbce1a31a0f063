"""Who of a list is sent to an audience, and who must not be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pacesetter.crm.contact_lists import contacts_in
from pacesetter.crm.models import Contact, ContactList
from pacesetter.integrations.campaigns.shapes import Subscriber
from pacesetter.integrations.models import AudienceFill, CampaignRecipient


@dataclass(frozen=True, slots=True)
class Preview:
    """How many are in the list, how many of them have no address, and how many want no mail or can't be reached."""

    total: int
    without_address: int
    unwilling: int


def contacts_of(fill: AudienceFill) -> QuerySet[Contact]:
    """The contacts of the fill that are left to deal with, in the order in which they are."""
    chosen = ContactList(**fill.chosen)
    return contacts_in(chosen, fill.member).filter(pk__gt=fill.place).order_by("pk")


def preview_of(fill: AudienceFill) -> Preview:
    """What it would come to."""
    found = contacts_of(fill)
    unwilling = CampaignRecipient.objects.filter(_unwilling()).order_by().values("address")
    return Preview(
        total=found.count(),
        without_address=found.filter(email="").count(),
        unwilling=found.exclude(email="").filter(email__in=unwilling).count(),
    )


def subscribers_of(batch: Sequence[Contact], known: Collection[str] = ()) -> list[Subscriber]:
    """Those of the contacts who may be sent, each address once."""
    addresses = {one.email for one in batch if one.email}
    refused = CampaignRecipient.objects.filter(_unwilling(), address__in=addresses).order_by()
    barred = {*refused.values_list("address", flat=True), *known}
    found: dict[str, Subscriber] = {}
    for one in batch:
        if one.email and one.email not in barred and one.email not in found:
            first, _space, last = one.name.strip().rpartition(" ")
            found[one.email] = Subscriber(one.email, first or last, last if first else "")
    return list(found.values())


def _unwilling() -> Q:
    """Whoever left once, in whatever campaign of whatever system, or can't be reached at all."""
    return Q(left_at__isnull=False) | Q(bounce="hard")
