from datetime import date
from decimal import Decimal

from pacesetter.people.models import Leave, Member, OrganisationHoliday, WorkingPattern
from pacesetter.people.working_days import working_day_after

FRIDAY = date(2026, 3, 6)


def test_weekends_holidays_and_leave_are_passed_over(rita: Member) -> None:
    assert working_day_after(rita, FRIDAY) == date(2026, 3, 9)
    OrganisationHoliday.objects.create(day=date(2026, 3, 9), name="Founders' day")
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 12))
    assert working_day_after(rita, FRIDAY) == date(2026, 3, 12)
    assert working_day_after(rita, FRIDAY, 3) == date(2026, 3, 16)


def test_half_a_day_is_a_day_to_work_on(rita: Member) -> None:
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 10), share=Decimal("0.5"))
    assert working_day_after(rita, FRIDAY) == date(2026, 3, 9)


def test_the_own_week_counts(rita: Member, raj: Member) -> None:
    days = ["0", "0", "1", "0", "0", "0", "0"]
    WorkingPattern.objects.create(member=rita, effective_from=date(2026, 1, 1), capacities=days)
    assert working_day_after(rita, FRIDAY) == date(2026, 3, 11)
    assert working_day_after(raj, FRIDAY) == date(2026, 3, 9)


def test_whoever_never_works_gets_plain_days(rita: Member) -> None:
    rita.left_on = FRIDAY
    assert working_day_after(rita, FRIDAY, 2) == date(2026, 3, 8)
