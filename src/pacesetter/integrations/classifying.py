"""Which kind of failure an answer is, where a provider does not know better. Pure."""

import email.utils
from datetime import UTC, datetime, timedelta

from pacesetter.core.written_numbers import written_number
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.failure import Failure, FailureKind

LONGEST_WAIT = timedelta(hours=6)
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524, 529})


def failure_of(answer: Answer, said: str = "", *, now: datetime) -> Failure | None:
    """None where all went well. `said` is what the provider found in the answer, in the other side's words."""
    if answer.ok:
        return None
    status = answer.status
    text = f"Answered {status}" + (f": {said}" if said else ".")
    if status == 403 and answer.json_or_none() is None:
        # Firewalls in front of several vendors answer floods with 403 in HTML: nothing is wrong with the consent.
        return Failure(FailureKind.TEMPORARY, text, status=status, retry_after=retry_after(answer, now))
    if status == 401:
        return Failure(FailureKind.AUTHORISATION, text, status=status)
    if status in {403, 407, 426} or 300 <= status < 400:
        return Failure(FailureKind.CONFIGURATION, text, status=status)
    if status in _TEMPORARY or status > 504:
        return Failure(
            FailureKind.TEMPORARY,
            text,
            status=status,
            retry_after=retry_after(answer, now),
            # A server that gave up half-way may have done it.
            may_have_acted=status not in {425, 429},
        )
    return Failure(FailureKind.PERMANENT, text, status=status)


def retry_after(answer: Answer, now: datetime) -> timedelta | None:
    """What Retry-After asks for, in seconds or as a date (RFC 9110, 10.2.3), at most `LONGEST_WAIT`. `now` is aware."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        seconds = written_number(said)
        return LONGEST_WAIT if seconds is None else min(timedelta(seconds=min(seconds, 10**6)), LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta(0)), LONGEST_WAIT)
