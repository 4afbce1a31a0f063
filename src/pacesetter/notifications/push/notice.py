"""One thing that a member is told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pacesetter.notifications.models import NotificationChoices


class Subject(StrEnum):
    """What it is about. The value is in jobs that wait, so it stays as it is."""

    REMINDER = "reminder"
    TARGET = "target"
    ANSWER = "answer"
    HANDED_OVER = "handed_over"
    TRIAL = "trial"


# The member's choice that says whether they are told. A trial is asked for each time.
CHOSEN_BY = {
    Subject.REMINDER: "reminds_by_push",
    Subject.TARGET: "tells_of_targets",
    Subject.ANSWER: "tells_of_answers",
    # Who wants to be reminded of their to-dos wants to know of those that come.
    Subject.HANDED_OVER: "reminds_by_push",
}


@dataclass(frozen=True)
class Notice:
    """What is told, in the member's language. `key` names the event: it is told once on each device. `path` is the page
    that pressing it opens. After `lasts_until` it is no news, and not sent any more."""

    key: str
    subject: Subject
    title: str
    body: str
    path: str
    lasts_until: datetime


def is_wanted(subject: Subject, choices: NotificationChoices) -> bool:
    """Whether the member has chosen to be told."""
    return subject not in CHOSEN_BY or bool(getattr(choices, CHOSEN_BY[subject]))
