"""Activities of a period that look like the same one recorded twice."""

from django.db.models import Count

from pacesetter.activities.models import Activity
from pacesetter.core.periods import Period
from pacesetter.people.models import Member


def alike_in(period: Period) -> int:
    """How many completed in the period are of the same member, type and company at the same moment as another one.

    Looks at every activity of the period: ask apart from what is to be there at once.
    """
    groups = (
        Activity.objects.filter(
            owner__in=list(Member.objects.values_list("pk", flat=True)),
            completed_on__gte=period.starts_on,
            completed_on__lt=period.ends_on,
            company__isnull=False,
            deleted_at__isnull=True,
            duplicate_of__isnull=True,
        )
        .order_by()
        .values("owner", "activity_type", "company", "completed_at")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
        .values_list("number", flat=True)
    )
    return sum(number - 1 for number in groups)
