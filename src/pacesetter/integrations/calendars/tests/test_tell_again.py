"""Trying once more what a calendar has refused, from the meeting."""

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.conftest import JANE, row_of
from pacesetter.integrations.calendars.tests.failing import CalendarServer, Fault
from pacesetter.integrations.calendars.tests.test_failures import WRITES, trouble
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.verbs import tell_again
from pacesetter.people.models import Member


@pytest.fixture
def refused(kind: str, demo: Activity, asked: Meeting, server: CalendarServer, rita: Member) -> Meeting:
    """The calendar doesn't let the meeting be called off, and says that it never will."""
    part = "/cancel" if kind == "microsoft" else ""
    server.faults.append(Fault(WRITES[kind][2], part, Answer(400, {}, b"No"), acts=False))
    verbs.cancel(demo, by=rita)
    jobs.run_due()
    assert server.told(JANE) == ["invited"]
    assert "did not take the last change" in trouble(asked)
    return asked


def test_what_was_called_off_is_told_at_last_and_once(
    demo: Activity, refused: Meeting, server: CalendarServer, rita: Member
) -> None:
    tell_again(demo, by=rita)
    jobs.run_due()
    assert server.told(JANE) == ["invited", "cancelled"]
    assert trouble(refused) == ""
    with pytest.raises(Refusal):
        tell_again(demo, by=rita)


def test_what_fails_again_says_so_again(
    kind: str, demo: Activity, refused: Meeting, server: CalendarServer, rita: Member
) -> None:
    part = "/cancel" if kind == "microsoft" else ""
    server.faults.append(Fault(WRITES[kind][2], part, Answer(400, {}, b"No"), acts=False))
    tell_again(demo, by=rita)
    assert row_of(refused).fault == ""
    jobs.run_due()
    assert "did not take the last change" in trouble(refused)


def test_where_all_is_well_there_is_nothing_to_try(demo: Activity, asked: Meeting, rita: Member) -> None:
    with pytest.raises(Refusal):
        tell_again(demo, by=rita)
