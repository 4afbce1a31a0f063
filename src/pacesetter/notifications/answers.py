"""Somebody has answered a meeting request."""

from datetime import timedelta

from pacesetter.core import clock
from pacesetter.meetings.models import Meeting, MeetingAnswer
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.notifications.push.notice import Notice, Subject
from pacesetter.notifications.push.telling import tell
from pacesetter.tenancy.addresses import within

# Who is in quiet hours for longer than this has the mail.
_NEWS = timedelta(days=3)


def tell_of_answer(meeting: Meeting, answer: MeetingAnswer, words: str) -> None:
    """Tell the organiser on their devices, beside the mail that they get."""
    now, activity = clock.now(), activity_about(meeting, answer.original_at)
    notice = Notice(
        key=f"answer:{answer.pk}",
        subject=Subject.ANSWER,
        title=words,
        body=" ".join(answer.comment.split()),
        path=within(f"/activities/{activity.pk}/"),
        lasts_until=now + _NEWS,
    )
    tell(activity.owner, notice, now)
