"""Whether an organisation has begun to use what it set up."""

from pacesetter.activities.models import Activity


def is_any_recorded() -> bool:
    """Whether there is an activity."""
    # The first of an index. Any would be looked for in the table from its beginning, which may be empty.
    return bool(Activity.objects.order_by("company_id").values_list("company_id")[:1])
