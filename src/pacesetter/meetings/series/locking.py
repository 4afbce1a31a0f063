"""Hold a series while it is changed, so that nobody else plans or changes its meetings meanwhile."""

from pacesetter.activities.verbs import guards
from pacesetter.meetings.models import MeetingSeries
from pacesetter.people.models import Member


def locked(series_id: int, by: Member | None) -> MeetingSeries:
    """The series, held until the end of the transaction. It is taken before any of its activities, everywhere. Raises
    `NotAllowed` to members of another organisation."""
    # Without the key: an answer that comes meanwhile, which holds the meeting, may add a row that names the series.
    MeetingSeries.objects.select_for_update(of=("self",), no_key=True).get(pk=series_id)
    series = MeetingSeries.objects.select_related(
        "owner__organisation", "activity_type", "company__merged_into", "created_by"
    ).get(pk=series_id)
    guards.of_this_house(by, series.organisation_id)
    return series
