from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, WorkingPattern
from pacesetter.people.working_time import organisation_patterns, working_times

MARCH = date(2026, 3, 2)  # a Monday
FOUR_DAYS = ["1", "1", "1", "0.5", "0.5", "0", "0"]


def test_a_members_own_week_counts_from_its_day_on(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.set_working_pattern(rita, by=ada, effective_from=MARCH, capacities=FOUR_DAYS)
    time_of_rita = working_times([rita], date(2026, 2, 23), date(2026, 3, 9))[rita.pk]
    assert sum(time_of_rita.capacities(date(2026, 2, 23), MARCH)) == 5
    assert sum(time_of_rita.capacities(MARCH, date(2026, 3, 9))) == 4
    assert version() > before
    assert (last_event().verb, last_event().subject_kind) == ("working_pattern.set", "member")
    assert last_event().data["after"]["capacities"] == ["1", "1", "1", "1/2", "1/2", "0", "0"]


def test_the_organisations_week_has_its_hours(ada: Member, last_event: Callable[[], Event]) -> None:
    verbs.set_working_pattern(
        None, by=ada, effective_from=MARCH, capacities=FOUR_DAYS, day_starts_at=time(8), day_ends_at=time(16, 30)
    )
    assert [pattern.starts_at for pattern in organisation_patterns()] == [time(9), time(8)]
    assert last_event().subject_kind == "organisation"


def test_a_pattern_of_the_same_day_is_replaced(ada: Member, rita: Member) -> None:
    for capacities in (FOUR_DAYS, ["1"] * 7):
        verbs.set_working_pattern(rita, by=ada, effective_from=MARCH, capacities=capacities)
    assert WorkingPattern.objects.get(member=rita).capacities == ["1"] * 7


def test_without_the_pattern_the_one_before_goes_on(ada: Member, rita: Member) -> None:
    pattern = verbs.set_working_pattern(rita, by=ada, effective_from=MARCH, capacities=FOUR_DAYS)
    verbs.remove_working_pattern(pattern, by=ada)
    assert sum(working_times([rita], MARCH, date(2026, 3, 9))[rita.pk].capacities(MARCH, date(2026, 3, 9))) == 5


def test_the_organisation_keeps_one(ada: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.remove_working_pattern(WorkingPattern.objects.get(), by=ada)
    assert refusal.value.code == "last_pattern"
    assert WorkingPattern.objects.exists()


@pytest.mark.parametrize("wrong", [[], ["1"] * 8, ["-1", *["1"] * 6], ["1.5", *["1"] * 6], ["0"] * 7])
def test_what_is_no_week_is_refused(ada: Member, rita: Member, wrong: list[str]) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.set_working_pattern(rita, by=ada, effective_from=MARCH, capacities=wrong)
    assert refusal.value.field == "capacities"


def test_hours_that_end_before_they_start_are_refused(ada: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.set_working_pattern(
            None, by=ada, effective_from=MARCH, capacities=FOUR_DAYS, day_starts_at=time(22), day_ends_at=time(6)
        )
    assert refusal.value.field == "day_ends_at"


def test_only_administrators_say_when_people_work(ada: Member, rita: Member, mona: Member, otto: Member) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.set_working_pattern(rita, by=by, effective_from=MARCH, capacities=FOUR_DAYS)
    with pytest.raises(Refusal, match="not known here"):
        verbs.set_working_pattern(otto, by=ada, effective_from=MARCH, capacities=FOUR_DAYS)
    assert WorkingPattern.objects.count() == 1


@pytest.mark.parametrize("of_a_member", [True, False])
def test_the_database_holds_one_week_per_start_too(ada: Member, rita: Member, of_a_member: bool) -> None:
    whose = rita if of_a_member else None
    row: dict[str, Any] = {"member": whose, "effective_from": MARCH, "capacities": FOUR_DAYS}
    WorkingPattern.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingPattern.objects.create(**row)
    WorkingPattern.objects.create(**{**row, "member": None if of_a_member else rita})
