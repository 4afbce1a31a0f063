"""Links and campaigns of companies and contacts that become one."""

from pacesetter.crm.mergers import Moved
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.models import CampaignRecipient, Link
from pacesetter.people.models import Member


class LinkMerger:
    """What is linked with the one that goes is linked with the one that stays, unless that is linked there already."""

    def move(self, dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> Moved:
        """The ids of the links that were moved."""
        kind = _kind(kept)
        taken = set(Link.objects.filter(our_kind=kind, our_id=kept.pk).values_list("connection_id", "kind"))
        rows = Link.objects.filter(our_kind=kind, our_id=dropped.pk).order_by("pk")
        ids = [row.pk for row in rows if (row.connection_id, row.kind) not in taken]
        Link.objects.filter(pk__in=ids).update(our_id=kept.pk)
        return ids

    def move_back(
        self, moved: Moved, kept: Company | Contact, dropped: Company | Contact, *, by: Member | None, reason: str
    ) -> None:
        """Hang them back, as far as they are still with the one that stayed."""
        Link.objects.filter(pk__in=moved, our_kind=_kind(kept), our_id=kept.pk).update(our_id=dropped.pk)


class RecipientMerger:
    """Campaigns that somebody received were received by the contact who stays: what is opened later is told of them."""

    def lock(self, row: Company | Contact, *, at_once: bool = False) -> None:
        """Hold what the contact received, as whoever reads a campaign does before it comes to the contact."""
        if isinstance(row, Contact):
            held = CampaignRecipient.objects.select_for_update(of=("self",), nowait=at_once)
            list(held.filter(contact=row.pk).order_by("pk").values_list("pk", flat=True))

    def move(self, dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> Moved:
        """The ids of the recipients that were moved."""
        if not isinstance(dropped, Contact):
            return []
        rows = CampaignRecipient.objects.filter(contact=dropped)
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.update(contact=kept)
        return ids

    def move_back(
        self, moved: Moved, kept: Company | Contact, dropped: Company | Contact, *, by: Member | None, reason: str
    ) -> None:
        """Give them back, as far as they are still with the one who stayed."""
        if isinstance(kept, Contact):
            CampaignRecipient.objects.filter(pk__in=moved, contact=kept).update(contact=dropped)


def _kind(thing: Company | Contact) -> str:
    return "company" if isinstance(thing, Company) else "contact"
