"""When a contact was last spoken with, and what is planned: the days that companies carry, worked out for a contact."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from pacesetter.activities.models import Activity, Provenance, Status
from pacesetter.crm.models import Contact


@dataclass(frozen=True, slots=True)
class ContactDays:
    """The days of one contact, under the names that they have on companies."""

    last_contact_on: date | None
    next_due_on: date | None
    has_plans: bool


def days_of(contact: Contact) -> ContactDays:
    """By whomever, as with companies: that nothing is planned is said where nobody has planned anything. One query."""
    planned = Q(status=Status.PLANNED)
    # A mail of a campaign is no contact, see docs/decisions/last-contact-on-the-company.md.
    contacted = ~Q(provenance=Provenance.CAMPAIGN_RECIPIENT)
    found = Activity.objects.filter(contact_links__contact=contact, deleted_at__isnull=True).aggregate(
        last=Max("completed_on", filter=contacted),
        next=Min("due_on", filter=planned),
        plans=Count("pk", filter=planned),
    )
    return ContactDays(found["last"], found["next"], bool(found["plans"]))
