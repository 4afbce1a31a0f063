from datetime import date

from pacesetter.people.days_off import DayOff, days_off
from pacesetter.people.models import Leave, Member, OrganisationHoliday
from pacesetter.people.working_time import working_times

MONDAY = date(2026, 3, 23)


def off(member: Member, starts_on: date, ends_on: date) -> dict[date, DayOff]:
    return days_off(member, working_times([member], starts_on, ends_on)[member.pk], starts_on, ends_on)


def test_weekends_holidays_and_leave_are_told_apart(rita: Member) -> None:
    OrganisationHoliday.objects.create(day=date(2026, 3, 24), name="Fair")
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 25), ends_on=date(2026, 3, 26))
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 26), ends_on=date(2026, 3, 27), share="0.5")
    assert off(rita, MONDAY, date(2026, 3, 30)) == {
        date(2026, 3, 24): DayOff(True, "Fair", False),
        date(2026, 3, 25): DayOff(True, "", True),
        date(2026, 3, 26): DayOff(False, "", True),
        date(2026, 3, 28): DayOff(True, "", False),
        date(2026, 3, 29): DayOff(True, "", False),
    }


def test_public_holidays_have_their_names_unless_the_organisation_works(rita: Member) -> None:
    rita.organisation.country = "NZ"
    rita.organisation.save()
    waitangi = date(2026, 2, 6)
    assert "Waitangi" in off(rita, waitangi, date(2026, 2, 7))[waitangi].holiday
    OrganisationHoliday.objects.create(day=waitangi, name="We work", share="0")
    assert off(rita, waitangi, date(2026, 2, 7)) == {}


def test_a_colleagues_leave_is_not_mine(rita: Member, raj: Member) -> None:
    Leave.objects.create(member=raj, starts_on=MONDAY, ends_on=date(2026, 3, 24))
    assert off(rita, MONDAY, date(2026, 3, 24)) == {}
