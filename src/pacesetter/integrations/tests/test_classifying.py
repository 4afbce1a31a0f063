"""Which kind of failure an answer is."""

from datetime import UTC, datetime, timedelta

import pytest

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.classifying import LONGEST_WAIT, failure_of, retry_after
from pacesetter.integrations.failure import FailureKind

NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, FailureKind.CONFIGURATION),
        (400, FailureKind.PERMANENT),
        (401, FailureKind.AUTHORISATION),
        (404, FailureKind.PERMANENT),
        (408, FailureKind.TEMPORARY),
        (422, FailureKind.PERMANENT),
        (429, FailureKind.TEMPORARY),
        (500, FailureKind.TEMPORARY),
        (503, FailureKind.TEMPORARY),
        (599, FailureKind.TEMPORARY),
    ],
)
def test_by_status(status: int, kind: FailureKind) -> None:
    failure = failure_of(Answer(status, {}, b"{}"), now=NOW)
    assert failure is not None
    assert failure.kind is kind


def test_what_went_well_is_none() -> None:
    assert failure_of(Answer(204), now=NOW) is None


def test_403_is_a_setting_in_json_and_a_flood_guard_without() -> None:
    refused = failure_of(Answer(403, {}, b'{"title": "Forbidden"}'), now=NOW)
    flood = failure_of(Answer(403, {}, b"<html>Access denied</html>"), now=NOW)
    assert refused is not None
    assert flood is not None
    assert (refused.kind, flood.kind) == (FailureKind.CONFIGURATION, FailureKind.TEMPORARY)


def test_a_server_that_failed_may_have_acted_one_that_refused_has_not() -> None:
    broken, busy = failure_of(Answer(502), now=NOW), failure_of(Answer(429), now=NOW)
    assert broken is not None
    assert busy is not None
    assert (broken.may_have_acted, busy.may_have_acted) == (True, False)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("99999999999999", LONGEST_WAIT),
        ("Sun, 22 Mar 2026 23:01:00 GMT", timedelta(minutes=1)),
        ("Sun, 22 Mar 2026 22:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("9" * 5_000, LONGEST_WAIT),
        ("²", None),
        ("٣", None),
        ("", None),
    ],
)
def test_how_long_to_wait(said: str, wait: timedelta | None) -> None:
    assert retry_after(Answer(429, {"retry-after": said}), NOW) == wait
