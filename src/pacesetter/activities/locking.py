"""Activities, locked."""

from collections.abc import Iterable

from pacesetter.activities.models import Activity


def locked(activity_id: int, *related: str) -> Activity:
    """The activity as it is now, locked until the end of the transaction, with these rows that it names. Raises
    `Activity.DoesNotExist`.

    Where whoever held it until now has changed which row it names, PostgreSQL has judged the join by the new name and
    the old row, and answers nothing. By then it is locked, and is found when asked again.
    """
    rows = Activity.objects.select_for_update(of=("self",)).select_related(*related)
    try:
        found: Activity = rows.get(pk=activity_id)
    except Activity.DoesNotExist:
        found = rows.get(pk=activity_id)
    return found


def hold(activity_ids: Iterable[int]) -> None:
    """Lock these activities, as far as they are there, until the end of the transaction: the oldest first, so that
    whoever wants the same ones waits in a row."""
    rows = Activity.objects.select_for_update(of=("self",)).filter(pk__in=activity_ids)
    list(rows.order_by("pk").values_list("pk"))
