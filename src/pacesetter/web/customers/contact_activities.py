"""What was done with a contact and is planned with them, as the viewer may see it."""

from datetime import date

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce

from pacesetter.activities.access import activities_seen_by_member
from pacesetter.activities.models import Activity, Status
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.people.paged_query import PagedQuery, PagedRows
from pacesetter.tenancy.scope import current_organisation_id


def activities_with(contact: Contact, viewer: Member, today: date) -> PagedRows[Activity]:
    """Those that the viewer may see, in order. The viewer may look (see `people.access`), and it is their day."""
    if viewer.sees_everyone:
        return _ALL.of(contact_id=contact.pk)
    return _SEEN.of(contact_id=contact.pk, viewer_id=viewer.pk, today=today)


def in_order(activities: QuerySet[Activity], contact_id: int) -> QuerySet[Activity]:
    """Those with the contact: what is planned first, the nearest first; then what was done or cancelled, the latest
    first."""
    due = Case(When(status=Status.PLANNED, then=F("due_on")))
    is_planned = Case(When(status=Status.PLANNED, then=0), default=1)
    return activities.filter(contact_links__contact=contact_id, deleted_at__isnull=True).order_by(
        is_planned, due.asc(nulls_last=True), Coalesce("completed_on", "due_on").desc(nulls_last=True), "-pk"
    )


def _seen(contact_id: int, viewer_id: int, today: date) -> QuerySet[Activity]:
    return in_order(activities_seen_by_member(current_organisation_id(), viewer_id, today), contact_id)


_ALL: PagedQuery[Activity] = PagedQuery(lambda contact_id: in_order(Activity.objects.all(), contact_id))
_SEEN: PagedQuery[Activity] = PagedQuery(_seen)
