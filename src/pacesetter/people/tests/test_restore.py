from collections.abc import Callable
from datetime import date

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Leave, Member
from pacesetter.people.tokens import authenticate
from pacesetter.people.working_time import working_times

MONDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 4)


def test_who_comes_back_counts_again_but_not_for_the_days_away(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    verbs.archive(rita, by=ada, left_on=MONDAY)
    before = version()
    verbs.restore(rita, by=ada, returns_on=WEDNESDAY)
    assert (rita.archived_at, rita.left_on) == (None, None)
    time = working_times([Member.objects.get(pk=rita.pk)], MONDAY, date(2026, 3, 7))[rita.pk]
    assert time.capacities(MONDAY, date(2026, 3, 7)) == [0, 0, 1, 1, 1]
    assert version() > before
    assert last_event().data["after"] == {"returns_on": "2026-03-04"}


def test_a_mistake_taken_back_at_once_leaves_no_gap(ada: Member, rita: Member) -> None:
    verbs.archive(rita, by=ada)
    verbs.restore(rita, by=ada)
    assert not Leave.objects.exists()


def test_revoked_tokens_stay_revoked(ada: Member, rita: Member) -> None:
    secret = verbs.create_token(rita, by=rita, name="Dialler").secret
    verbs.archive(rita, by=ada)
    verbs.restore(rita, by=ada)
    assert authenticate(secret) is None


def test_who_is_here_cannot_come_back(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal, match="not archived"):
        verbs.restore(rita, by=ada)


def test_nobody_restores_themselves(ada: Member, rita: Member, otto: Member) -> None:
    verbs.archive(rita, by=ada)
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.restore(rita, by=by)
    assert Member.objects.get(pk=rita.pk).is_archived
