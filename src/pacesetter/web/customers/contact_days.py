"""When a contact was last spoken with, and what is planned: the days that companies carry, worked out for a contact."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from pacesetter.activities.models import Activity, Provenance, Status
from pacesetter.crm.models import Contact
from pacesetter.people.composed_query import ComposedQuery


@dataclass(frozen=True, slots=True)
class ContactDays:
    """The days of one contact, under the names that they have on companies."""

    last_contact_on: date | None
    next_due_on: date | None
    has_plans: bool


def days_of(contact: Contact) -> ContactDays:
    """By whomever, as with companies: that nothing is planned is said where nobody has planned anything. One query."""
    for last, following, plans in _DAYS.rows(contact_id=contact.pk):
        return ContactDays(last, following, bool(plans))
    return ContactDays(None, None, False)


def _days(contact_id: int) -> QuerySet[Activity, tuple[date | None, date | None, int]]:
    planned = Q(status=Status.PLANNED)
    # A mail of a campaign is no contact, see docs/decisions/last-contact-on-the-company.md.
    contacted = ~Q(provenance=Provenance.CAMPAIGN_RECIPIENT)
    found = Activity.objects.filter(contact_links__contact=contact_id, deleted_at__isnull=True).order_by()
    # By their one organisation: a query set gives rows, where an aggregate would be composed anew each time.
    days = found.values("organisation").annotate(
        last=Max("completed_on", filter=contacted),
        next=Min("due_on", filter=planned),
        plans=Count("pk", filter=planned),
    )
    return days.values_list("last", "next", "plans")


_DAYS: ComposedQuery[tuple[date | None, date | None, int]] = ComposedQuery(_days, is_planned=True)
