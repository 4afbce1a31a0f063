"""What a campaign leaves on the companies of its recipients: shown there, never counted, and no contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pacesetter.activities.contact_days import kept_by_set
from pacesetter.activities.days import local_day
from pacesetter.activities.models import Activity, ActivityContact, ActivityType, Provenance, Status
from pacesetter.core import clock
from pacesetter.people.models import Member


@dataclass(frozen=True, slots=True)
class Received:
    """One recipient's. `details` are what `campaign_words` tells of."""

    external_id: str
    company_id: int
    contact_id: int
    details: dict[str, Any] = field(default_factory=dict)


def add_received(
    received: Sequence[Received], *, activity_type: ActivityType, owner: Member, source: str, subject: str, at: datetime
) -> list[Activity]:
    """Write them all, in the order given; inside the caller's transaction. No figure knows them, so nothing else is to
    be kept right, and a history of a hundred thousand lines would tell nobody anything."""
    now, day = clock.now(), local_day(at, owner)
    rows = [
        Activity(
            activity_type=activity_type,
            owner=owner,
            company_id=one.company_id,
            subject=subject,
            status=Status.COMPLETED.value,
            completed_at=at,
            completed_on=day,
            completed_by=owner,
            created_at=now,
            updated_at=now,
            provenance=Provenance.CAMPAIGN_RECIPIENT.value,
            source=source,
            external_id=one.external_id,
            details=one.details,
        )
        for one in received
    ]
    with kept_by_set(row.company_id for row in rows):
        made: list[Activity] = Activity.objects.bulk_create(rows)
    links = (ActivityContact(activity=row, contact_id=one.contact_id) for row, one in zip(made, received, strict=True))
    ActivityContact.objects.bulk_create(list(links))
    return made
