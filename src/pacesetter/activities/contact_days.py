"""Whether companies carry the right last contact and next due day. Triggers keep them; this only looks."""

from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery

from pacesetter.activities.models import Activity, Provenance, Status
from pacesetter.crm.models import Company


def companies_with_wrong_days() -> list[int]:
    """The ids of companies of the organisation in scope whose days differ from what their activities say."""
    here = Activity.objects.filter(company=OuterRef("pk"), deleted_at__isnull=True).order_by()
    planned = here.filter(status=Status.PLANNED)
    done = here.filter(completed_on__isnull=False).exclude(provenance=Provenance.CAMPAIGN_RECIPIENT)
    companies: QuerySet[Any] = Company.objects.annotate(
        right_last=Subquery(done.values("company").annotate(day=Max("completed_on")).values("day")),
        right_next=Subquery(planned.values("company").annotate(day=Min("due_on")).values("day")),
        right_plans=Exists(planned),
    )
    return [
        company.pk
        for company in companies.order_by("pk")
        if (company.last_contact_on, company.next_due_on, company.has_plans)
        != (company.right_last, company.right_next, company.right_plans)
    ]
