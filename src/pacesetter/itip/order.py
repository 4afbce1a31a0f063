"""Which of two answers of one attendee is the newer one (RFC 5546, section 2.1.5)."""

from datetime import UTC, datetime

from pacesetter.itip.answer import Answer

_NEVER = datetime.min.replace(tzinfo=UTC)


def supersedes(answer: Answer, last: Answer | None, *, changed_in: int) -> bool:
    """Whether the answer counts now that `last` has counted.

    `changed_in` is the sequence with which attendees were last asked anew: an answer to an earlier state says nothing
    about this one. A higher sequence than ours is taken as it is: some servers count theirs up when they answer. An
    answer without a sequence counts as one to the state that was asked about last.
    """
    if _sequence(answer, changed_in) < changed_in:
        return False
    if last is None or _sequence(last, changed_in) < changed_in:
        return True
    return _place(answer, changed_in) >= _place(last, changed_in)


def _sequence(answer: Answer, changed_in: int) -> int:
    return changed_in if answer.sequence is None else answer.sequence


def _place(answer: Answer, changed_in: int) -> tuple[int, datetime]:
    return _sequence(answer, changed_in), answer.stamp or _NEVER
