"""What the words of other systems say about an activity: planned, completed or cancelled, and sometimes its outcome."""

from typing import NamedTuple

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.booleans import read_boolean
from pacesetter.imports.values.cell import BadValue
from pacesetter.imports.values.texts import folded

PLANNED, COMPLETED, CANCELLED = "planned", "completed", "cancelled"


class StatusRead(NamedTuple):
    """A status, and the outcome that the same word tells ("No show": it took place, without the guest)."""

    status: str
    outcome: str = ""


_WORDS: dict[str, StatusRead] = {
    word: StatusRead(status)
    for status, words in {
        PLANNED: "planned, plan, to do, todo, undone, not done, not started, in progress, started, open, scheduled, "
        "pending, deferred, waiting, waiting on someone else, waiting for input, overdue, upcoming, new, ringing, "
        "queued, connecting, rescheduled, calling crm user, booked, offen, geplant, a faire, pendiente",
        COMPLETED: "completed, complete, done, closed, finished, held, logged, sent, received, dialled, executed, "
        "ended, attended, attended dialled, erledigt, abgeschlossen, termine, completado",
        CANCELLED: "cancelled, canceled, cancel, abandoned, called off, not held, storniert, annule, cancelado",
    }.items()
    for word in (part.strip() for part in words.split(","))
}
# HubSpot keeps the result of a call or meeting in the same property as whether it took place.
_WORDS |= {
    "no answer": StatusRead(COMPLETED, "No answer"),
    "busy": StatusRead(COMPLETED, "Busy"),
    "failed": StatusRead(COMPLETED, "No answer"),
    "missed": StatusRead(COMPLETED, "No answer"),
    "attended unanswered": StatusRead(COMPLETED, "No answer"),
    "no show": StatusRead(COMPLETED, "No-show"),
    "noshow": StatusRead(COMPLETED, "No-show"),
    "left voicemail": StatusRead(COMPLETED, "Left voicemail"),
    "connected": StatusRead(COMPLETED, "Connected"),
}


def read_status(text: str) -> StatusRead | None:
    """The status a word stands for; None for an empty cell. Yes and no are taken for "is it done".

    Raises `BadValue` for a word that is not known.
    """
    word = folded(text)
    if not word:
        return None
    if known := _WORDS.get(word):
        return known
    try:
        done = read_boolean(text)
    except BadValue:
        raise BadValue(ProblemKind.UNKNOWN_STATUS, text) from None
    return None if done is None else StatusRead(COMPLETED if done else PLANNED)
