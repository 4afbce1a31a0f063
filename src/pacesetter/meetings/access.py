"""Meetings and answers, fetched for somebody."""

from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.meetings.models import MeetingAnswer
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.people.models import Member


def get_answer_to_settle_for(viewer: Member, answer_id: int) -> MeetingAnswer:
    """The answer, when the viewer may change the activity that it is about. Raises `DoesNotExist` otherwise."""
    answer = MeetingAnswer.objects.select_related("meeting").get(pk=answer_id)
    get_activity_to_change_for(viewer, activity_about(answer.meeting, answer.original_at).pk)
    return answer
