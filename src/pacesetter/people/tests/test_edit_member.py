from collections.abc import Callable
from datetime import date

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member
from pacesetter.people.working_time import working_times

MONDAY = date(2026, 2, 2)  # the week ends with Waitangi Day


def shares(member: Member) -> list[object]:
    return [*working_times([member], MONDAY, date(2026, 2, 7))[member.pk].capacities(MONDAY, date(2026, 2, 7))]


def test_first_and_last_day_decide_what_is_worked(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.edit_member(rita, by=ada, joined_on=date(2026, 2, 3), left_on=date(2026, 2, 5), reason="typo")
    assert shares(rita) == [0, 1, 1, 0, 0]
    assert version() > before
    assert last_event().data["after"] == {"joined_on": "2026-02-03", "left_on": "2026-02-05"}
    verbs.edit_member(rita, by=ada, joined_on=None, left_on=None)
    assert shares(rita) == [1, 1, 1, 1, 1]


def test_the_place_decides_which_holidays_there_are(ada: Member, rita: Member) -> None:
    verbs.edit_member(rita, by=ada, country="nz", region="wgn")
    assert (rita.country, rita.region) == ("NZ", "WGN")
    assert shares(rita) == [1, 1, 1, 1, 0]


def test_the_address_is_the_organisations_and_not_the_log_ins(ada: Member, rita: Member) -> None:
    verbs.edit_member(rita, by=ada, email="Rita.Ora@acme.example")
    assert Member.objects.get(pk=rita.pk).email == "rita.ora@acme.example"
    assert rita.user is not None
    assert rita.user.email == "rita@acme.example"


def test_what_cannot_be_is_refused(ada: Member, rita: Member, raj: Member) -> None:
    for field, wrong in (
        ("email", "rita"),
        ("email", raj.email),
        ("country", "ZZ"),
        ("region", "AUK"),
        ("left_on", date(2019, 1, 1)),
    ):
        with pytest.raises(Refusal) as refusal:
            verbs.edit_member(rita, by=ada, **{field: wrong})  # type: ignore[arg-type]
        assert refusal.value.field == field
    assert not Event.objects.exists()


def test_nothing_changed_is_nothing_told(ada: Member, rita: Member, version: Callable[[], int]) -> None:
    before = version()
    verbs.edit_member(rita, by=ada, email=rita.email, country="")
    assert version() == before
    assert not Event.objects.exists()


def test_nobody_moves_their_own_first_day(ada: Member, rita: Member, otto: Member) -> None:
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.edit_member(rita, by=by, joined_on=date(2026, 2, 3))
    with pytest.raises(Refusal, match="not known here"):
        verbs.edit_member(otto, by=ada, joined_on=date(2026, 2, 3))
    assert Member.objects.get(pk=rita.pk).joined_on == date(2020, 1, 1)
