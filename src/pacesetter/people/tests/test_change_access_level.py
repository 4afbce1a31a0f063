from collections.abc import Callable

import pytest

from pacesetter.conftest import make_member
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import AccessLevel, Member
from pacesetter.tenancy.models import Organisation


def level(member: Member) -> str:
    return Member.objects.get(pk=member.pk).access_level


def test_a_rep_becomes_coordinator(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.change_access_level(rita, AccessLevel.COORDINATOR, by=ada)
    assert level(rita) == rita.access_level == "coordinator"
    assert version() > before
    assert last_event().data == {"before": {"access_level": "team_member"}, "after": {"access_level": "coordinator"}}


def test_the_last_administrator_stays(ada: Member) -> None:
    with pytest.raises(Refusal, match="last administrator"):
        verbs.change_access_level(ada, AccessLevel.TEAM_MEMBER, by=ada)
    assert level(ada) == "administrator"


def test_an_administrator_who_cannot_log_in_does_not_count(organisation: Organisation, ada: Member) -> None:
    verbs.invite(by=ada, email="ivy@acme.example", name="Ivy", access_level=AccessLevel.ADMINISTRATOR)
    left = make_member(organisation, "Lea", AccessLevel.ADMINISTRATOR)
    verbs.archive(left, by=ada)
    with pytest.raises(Refusal, match="last administrator"):
        verbs.change_access_level(ada, AccessLevel.COORDINATOR, by=ada)


def test_with_another_administrator_one_can_step_down(organisation: Organisation, ada: Member) -> None:
    make_member(organisation, "Abe", AccessLevel.ADMINISTRATOR)
    verbs.change_access_level(ada, AccessLevel.COORDINATOR, by=ada)
    assert level(ada) == "coordinator"


def test_an_unknown_level_is_refused(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.change_access_level(rita, "owner", by=ada)
    assert refusal.value.field == "access_level"


def test_nobody_raises_themselves(rita: Member, mona: Member, otto: Member, ada: Member) -> None:
    mona.access_level = AccessLevel.COORDINATOR
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.change_access_level(rita, AccessLevel.ADMINISTRATOR, by=by)
    with pytest.raises(Refusal, match="not known here"):
        verbs.change_access_level(otto, AccessLevel.TEAM_MEMBER, by=ada)
    assert level(rita) == "team_member"
