from datetime import date, time
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from pacesetter.conftest import make_member
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Leave, Member, OrganisationHoliday, WorkingPattern
from pacesetter.people.working_time import calendar_of, organisation_patterns, place_of, working_times
from pacesetter.people.working_week import week_from
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import NoOrganisation, scope

MONDAY = date(2026, 2, 2)
FRIDAY = date(2026, 2, 6)  # Waitangi Day, a public holiday in New Zealand
NEXT_MONDAY = date(2026, 2, 9)


def shares(member: Member, starts_on: date = MONDAY, ends_on: date = NEXT_MONDAY) -> list[Fraction]:
    return working_times([member], starts_on, ends_on)[member.pk].capacities(starts_on, ends_on)


def test_the_organisations_week_counts_for_everybody(rita: Member) -> None:
    assert shares(rita) == [1, 1, 1, 1, 1, 0, 0]


def test_an_own_pattern_replaces_the_organisations_from_its_day_on(rita: Member, raj: Member) -> None:
    WorkingPattern.objects.create(
        member=rita, effective_from=date(2026, 2, 4), capacities=["0", "0", "1/2", "0.5", "1", "1", "0"]
    )
    assert shares(rita) == [1, 1, Fraction(1, 2), Fraction(1, 2), 1, 1, 0]
    assert shares(raj) == [1, 1, 1, 1, 1, 0, 0]


def test_the_public_holidays_of_the_organisations_country_are_taken_out(
    organisation: Organisation, rita: Member
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(country="NZ")
    assert shares(rita)[4] == 0


def test_a_members_own_country_or_region_comes_before_the_organisations(
    rita: Member, organisation: Organisation
) -> None:
    organisation.country, organisation.region = "NZ", "AUK"
    assert place_of(rita, organisation) == ("NZ", "AUK")
    rita.region = "WGN"
    assert place_of(rita, organisation) == ("NZ", "WGN")
    rita.country, rita.region = "AU", ""
    assert place_of(rita, organisation) == ("AU", "")


def test_a_regions_own_day_counts_only_there(organisation: Organisation, rita: Member, raj: Member) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(country="NZ", region="WGN")
    Member.objects.filter(pk=raj.pk).update(region="AUK")
    auckland_day = date(2026, 1, 26)
    times = working_times(Member.objects.filter(pk__in=[rita.pk, raj.pk]), auckland_day, NEXT_MONDAY)
    assert times[rita.pk].capacity(auckland_day) == 1
    assert times[raj.pk].capacity(auckland_day) == 0


def test_what_the_organisation_says_of_a_day_wins_over_its_country(organisation: Organisation, rita: Member) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(country="NZ")
    OrganisationHoliday.objects.create(day=FRIDAY, name="We work", share="0")
    OrganisationHoliday.objects.create(day=MONDAY, name="Founders' Day", share="0.5")
    assert shares(rita) == [Fraction(1, 2), 1, 1, 1, 1, 0, 0]


def test_a_holiday_is_the_same_in_whatever_range_it_is_asked_for(organisation: Organisation, rita: Member) -> None:
    """New Year's Day of 2028 is a Saturday; the United States observe it on the last day of 2027."""
    Organisation.objects.filter(pk=organisation.pk).update(country="US")
    eve = date(2027, 12, 31)
    assert shares(rita, eve, date(2028, 1, 1)) == [0]
    assert shares(rita, date(2027, 12, 30), date(2028, 2, 1))[1] == 0


def test_half_a_day_of_leave_leaves_half_a_day(rita: Member) -> None:
    Leave.objects.create(member=rita, starts_on=MONDAY, ends_on=date(2026, 2, 4), share="0.5")
    assert shares(rita) == [Fraction(1, 2), Fraction(1, 2), 1, 1, 1, 0, 0]


def test_leave_that_began_before_the_range_reaches_into_it(rita: Member) -> None:
    Leave.objects.create(member=rita, starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 3))
    assert shares(rita) == [0, 1, 1, 1, 1, 0, 0]


def test_there_is_no_capacity_before_joining_and_after_leaving(rita: Member) -> None:
    rita.joined_on, rita.left_on = date(2026, 2, 3), date(2026, 2, 5)
    assert shares(rita) == [0, 1, 1, 0, 0, 0, 0]


def test_many_members_cost_as_many_queries_as_one(
    organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(country="NZ")
    crowd = [make_member(organisation, f"Member{number}") for number in range(20)]
    with django_assert_num_queries(4):
        times = working_times(crowd, MONDAY, NEXT_MONDAY)
    assert len(times) == 20
    assert times[crowd[0].pk].holidays is times[crowd[1].pk].holidays


def test_another_organisations_pattern_and_days_off_count_for_nobody_here(rita: Member, otto: Member) -> None:
    with scope(otto.organisation_id):
        WorkingPattern.objects.create(effective_from=date(2021, 1, 1), capacities=["0"] * 6 + ["1"])
        OrganisationHoliday.objects.create(day=MONDAY, name="Founders' Day")
    assert shares(rita) == [1, 1, 1, 1, 1, 0, 0]


def test_an_organisation_without_a_pattern_works_monday_to_friday(organisation: Organisation, rita: Member) -> None:
    WorkingPattern.objects.all().delete()
    assert shares(rita) == [1, 1, 1, 1, 1, 0, 0]


def test_the_patterns_keep_their_hours(organisation: Organisation) -> None:
    WorkingPattern.objects.update(day_starts_at="08:00", day_ends_at="16:30")
    (pattern,) = organisation_patterns()
    assert (pattern.starts_at, pattern.ends_at) == (time(8), time(16, 30))


def test_the_calendar_is_the_organisations(organisation: Organisation) -> None:
    organisation.first_weekday, organisation.fiscal_month = 6, 4
    assert calendar_of(organisation).first_weekday == 6
    assert calendar_of(organisation).fiscal_month == 4


@pytest.mark.parametrize("wrong", [["1"] * 6, ["2", *["1"] * 6], ["x", *["1"] * 6], ["0"] * 7, ["1/0", *["1"] * 6]])
def test_a_week_that_is_none_is_refused(wrong: list[str]) -> None:
    with pytest.raises(Refusal) as refusal:
        week_from(wrong)
    assert refusal.value.field == "capacities"


def test_nothing_is_answered_outside_an_organisation(otto: Member) -> None:
    with pytest.raises(NoOrganisation):
        working_times([otto], MONDAY, NEXT_MONDAY)
