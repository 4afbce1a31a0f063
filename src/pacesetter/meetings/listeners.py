"""Who else is told of answers to meeting requests. Meetings know only this protocol; those who tell live above."""

from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pacesetter.meetings.models import Meeting, MeetingAnswer


class AnswerListener(Protocol):
    """Called in the transaction that keeps the answer, once for each, where the organiser is told of it by mail."""

    def __call__(self, meeting: "Meeting", answer: "MeetingAnswer", words: str) -> None:
        """`words` say who has answered what, in the organiser's language."""


@cache
def answer_listeners() -> tuple[AnswerListener, ...]:
    """Every listener of the table in `config/registries.py`."""
    return tuple(import_string(path) for path in settings.ANSWER_LISTENERS)
