"""What recording is compared with: an endpoint that only inserts the row."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from pacesetter.activities.facts import Facts
from pacesetter.activities.ledger import FactChange
from pacesetter.activities.models import Activity
from pacesetter.tenancy.together import Insertion


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row, by the ORM, in one statement: no token, no permissions, no idempotency, no tallies, no history."""
    given = json.loads(request.body)
    now = timezone.now()
    activity = Activity.across_organisations.create(
        organisation_id=given["organisation_id"],
        activity_type_id=given["activity_type_id"],
        owner_id=given["owner_id"],
        created_by_id=given["owner_id"],
        completed_by_id=given["owner_id"],
        company_id=given["company_id"],
        outcome_id=given["outcome_id"],
        subject=given["subject"],
        minutes=given["minutes"],
        status="completed",
        completed_at=now,
        completed_on=now.date(),
        created_at=now,
        updated_at=now,
    )
    return JsonResponse({"id": activity.pk}, status=201)


class NoLedger:
    """Keeps no totals, to measure what keeping them costs."""

    def alongside(self, organisation_id: int, facts: Facts) -> list[Insertion]:
        """Nothing to insert."""
        return []

    def post(self, change: FactChange) -> None:
        """Nothing to bring up to date."""
