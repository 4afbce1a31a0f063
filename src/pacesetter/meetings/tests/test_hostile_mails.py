"""Whatever comes to a meeting's address: nothing crashes, nothing is lost, nothing counts that should not."""

import tracemalloc

import pytest

from pacesetter import jobs
from pacesetter.jobs.models import Job
from pacesetter.mail.inbound.taking import take
from pacesetter.mail.models import InboundMessage
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.tests.hostile_mails import HOSTILE, ODD, Mail

# Room for the largest of the mails a few times over, as the parser of the standard library has it.
_MOST_MEMORY = 40_000_000


def arrive(meeting: Meeting, raw: bytes) -> None:
    assert take(sender="", recipient=meeting.organiser_address, raw=raw) is not None
    jobs.run_due()


def status() -> str:
    found: str = MeetingAttendee.objects.get(address="jane@initech.example").status
    return found


@pytest.mark.parametrize("mail", HOSTILE.values(), ids=HOSTILE)
def test_it_is_read_to_the_end_and_kept_and_counts_for_nothing(mail: Mail, asked: Meeting) -> None:
    raw = mail(asked.uid)
    arrive(asked, raw)
    kept = InboundMessage.objects.get()
    assert (kept.state, bytes(kept.raw)) == ("read", raw)
    assert status() == "NEEDS-ACTION"
    assert not Job.objects.filter(kind="mail.read", state=Job.State.QUEUED).exists()


@pytest.mark.parametrize("mail", ODD.values(), ids=ODD)
def test_an_answer_with_an_odd_value_is_an_answer_all_the_same(mail: Mail, asked: Meeting) -> None:
    arrive(asked, mail(asked.uid))
    assert status() == "DECLINED"


def test_memory_stays_bounded(asked: Meeting) -> None:
    tracemalloc.start()
    try:
        for name in ("a thousand parts", "a calendar of a million letters"):
            arrive(asked, HOSTILE[name](asked.uid))
        assert tracemalloc.get_traced_memory()[1] < _MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_the_harm_is_real(asked: Meeting) -> None:
    """An answer like these, without anything wrong in it, does count."""
    arrive(asked, ODD["a sequence of words"](asked.uid).replace(b"many", b"0"))
    assert status() == "DECLINED"
