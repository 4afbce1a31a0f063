from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, OrganisationHoliday
from pacesetter.people.working_time import working_times
from pacesetter.tenancy.scope import scope

MONDAY = date(2026, 3, 2)


def works(member: Member) -> object:
    return working_times([member], MONDAY, date(2026, 3, 9))[member.pk].capacity(MONDAY)


def test_the_house_closes_on_its_own_day(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    holiday = verbs.set_holiday(MONDAY, by=ada, name="Founders' Day")
    assert works(rita) == 0
    assert version() > before
    assert (last_event().verb, last_event().data["after"]["name"]) == ("holiday.set", "Founders' Day")
    verbs.remove_holiday(holiday, by=ada)
    assert works(rita) == 1


def test_a_day_is_set_once_and_then_replaced(ada: Member, last_event: Callable[[], Event]) -> None:
    verbs.set_holiday(MONDAY, by=ada, name="Founders' Day")
    verbs.set_holiday(MONDAY, by=ada, name="Founders' Morning", share=Decimal("0.5"))
    assert OrganisationHoliday.objects.get().share == Decimal("0.5")
    assert last_event().data["before"]["name"] == "Founders' Day"


@pytest.mark.parametrize(
    ("name", "share", "field"),
    [(" ", "1", "name"), ("Day", "1.5", "share"), ("Day", "-1", "share"), ("Day", "0.333", "share")],
)
def test_what_cannot_be_is_refused(ada: Member, name: str, share: str, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.set_holiday(MONDAY, by=ada, name=name, share=Decimal(share))
    assert refusal.value.field == field


def test_only_administrators_close_the_house(ada: Member, rita: Member, mona: Member, otto: Member) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.set_holiday(MONDAY, by=by, name="Off")
    holiday = verbs.set_holiday(MONDAY, by=ada, name="Founders' Day")
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.remove_holiday(holiday, by=otto)
    assert OrganisationHoliday.objects.exists()
