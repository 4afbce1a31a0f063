"""What a company's timeline tells of activities: those done and those cancelled. What is planned stands above it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pacesetter.activities.campaign_words import campaign_words
from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Provenance, Status
from pacesetter.activities.to_do_list import contacts_of
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.timeline import Entry, Place, earlier
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member


class ActivityEntries:
    """Every activity of the company, whoever did it: who may see a company sees what was done with it."""

    def entries(
        self, key: str, company: Company, viewer: Member, *, before: Place | None, limit: int
    ) -> Sequence[Entry]:
        """One entry for each activity. Two queries."""
        if before is None:
            rows = _FIRST.rows(company_id=company.pk, limit=limit)
        else:
            rows = list(_told(company.pk).filter(earlier(key, before)).order_by("-at", "-id")[:limit])
        catalogue = catalogue_of(viewer.organisation)
        people = contacts_of([row.pk for row in rows]) if rows else {}
        return [_entry(key, row, catalogue, people.get(row.pk, ())) for row in rows]


def _told(company_id: int) -> QuerySet[Any]:
    return Activity.objects.filter(
        company=company_id, deleted_at__isnull=True, status__in=(Status.COMPLETED, Status.CANCELLED)
    ).annotate(at=Coalesce("completed_at", "cancelled_at"))


_FIRST: ComposedQuery[Any] = ComposedQuery(
    lambda company_id, limit: _told(company_id).order_by("-at", "-id")[:limit], forms=("limit",), is_planned=True
)


def _entry(key: str, row: Activity, catalogue: Catalogue, contacts: Sequence[Contact]) -> Entry:
    activity_type = catalogue.types[row.activity_type_id]
    people = ", ".join(contact.name for contact in contacts)
    name = activity_type.name
    if row.provenance == Provenance.CAMPAIGN_RECIPIENT:
        name = _("%(activity)s (received)") % {"activity": name}
    return Entry(
        at=row.at,  # type: ignore[attr-defined]
        source=key,
        id=row.pk,
        symbol=category_of(activity_type.category).symbol,
        title=" · ".join(part for part in (name, row.subject, people) if part),
        text=row.note,
        status=_status(row, catalogue),
        by_id=row.owner_id,
        row=row,
    )


def _status(row: Activity, catalogue: Catalogue) -> str:
    if row.provenance == Provenance.CAMPAIGN_RECIPIENT:
        return campaign_words(row.details)
    if row.status != Status.COMPLETED:
        return _("Cancelled")
    return catalogue.outcomes[row.outcome_id].name if row.outcome_id else ""
