"""What a company's timeline tells of activities: those done and those cancelled. What is planned stands above it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pacesetter.activities.campaign_words import campaign_words
from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Provenance, Status
from pacesetter.crm.models import Company
from pacesetter.crm.timeline import Entry, Place, earlier
from pacesetter.people.models import Member


class ActivityEntries:
    """Every activity of the company, whoever did it: who may see a company sees what was done with it."""

    def entries(
        self, key: str, company: Company, viewer: Member, *, before: Place | None, limit: int
    ) -> Sequence[Entry]:
        """One entry for each activity. Two queries."""
        rows: QuerySet[Any] = Activity.objects.filter(
            company=company, deleted_at__isnull=True, status__in=(Status.COMPLETED, Status.CANCELLED)
        ).annotate(at=Coalesce("completed_at", "cancelled_at"))
        rows = (
            rows.filter(earlier(key, before))
            .select_related("activity_type", "outcome")
            .prefetch_related("contact_links__contact")
        )
        return [_entry(key, row) for row in rows.order_by("-at", "-id")[:limit]]


def _entry(key: str, row: Activity) -> Entry:
    people = ", ".join(link.contact.name for link in row.contact_links.all())
    name = str(row.activity_type)
    if row.provenance == Provenance.CAMPAIGN_RECIPIENT:
        name = _("%(activity)s (received)") % {"activity": name}
    return Entry(
        at=row.at,  # type: ignore[attr-defined]
        source=key,
        id=row.pk,
        symbol=category_of(row.activity_type.category).symbol,
        title=" · ".join(part for part in (name, row.subject, people) if part),
        text=row.note,
        status=_status(row),
        by_id=row.owner_id,
        row=row,
    )


def _status(row: Activity) -> str:
    if row.provenance == Provenance.CAMPAIGN_RECIPIENT:
        return campaign_words(row.details)
    return str(row.outcome or "") if row.status == Status.COMPLETED else _("Cancelled")
