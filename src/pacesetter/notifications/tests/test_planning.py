"""Planning the mails that are due soon."""

import gc
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pacesetter.jobs.models import Job
from pacesetter.notifications.digests import planning
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.planning import LATE, plan
from pacesetter.notifications.tests.conftest import DUE
from pacesetter.people.models import Leave, Member, User
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

SATURDAY = datetime(2026, 3, 20, 19, tzinfo=UTC)  # 8 o'clock on Saturday, 21 March in Auckland


def planned() -> list[tuple[str, datetime]]:
    rows = Job.objects.filter(kind="notifications.digest").order_by("run_at", "pk")
    return [(f"{row.payload['digest']} {row.payload['member']} {row.payload['day']}", row.run_at) for row in rows]


def test_a_mail_that_is_due_within_the_hour_is_planned_for_its_moment(rita: Member) -> None:
    plan(DUE - timedelta(minutes=40))
    assert planned() == [(f"daily {rita.pk} 2026-03-23", DUE)]


def test_what_is_due_later_waits_for_a_later_run(rita: Member) -> None:
    assert plan(DUE - timedelta(hours=2)) == 0
    assert planned() == []


def test_planning_again_plans_nothing_twice(rita: Member) -> None:
    for minutes in (40, 10, 0, -20, -50):
        plan(DUE - timedelta(minutes=minutes))
    assert len(planned()) == 1


def test_after_a_standstill_the_mail_of_today_comes_and_none_of_the_days_before(rita: Member) -> None:
    plan(DUE + timedelta(hours=4))
    assert [what for what, _ in planned()] == [f"daily {rita.pk} 2026-03-23"]


def test_what_is_too_late_is_dropped(rita: Member) -> None:
    assert plan(DUE + LATE[Digest.DAILY] + timedelta(minutes=1)) == 0


def test_after_a_standstill_the_mail_of_the_week_comes_as_long_as_the_weekend_lasts(rita: Member) -> None:
    assert plan(SATURDAY + timedelta(hours=30)) == 1
    assert planned() == [(f"weekly {rita.pk} 2026-03-21", SATURDAY)]
    assert plan(SATURDAY + LATE[Digest.WEEKLY] + timedelta(minutes=1)) == 0


def test_a_long_standstill_brings_nobody_a_flood(rita: Member) -> None:
    plan(DUE)
    plan(DUE + timedelta(weeks=10, hours=3))
    assert [what for what, _ in planned()] == [f"daily {rita.pk} {day}" for day in ("2026-03-23", "2026-06-01")]


def test_everybody_is_planned_by_the_own_clock(rita: Member, raj: Member) -> None:
    Member.objects.filter(pk=raj.pk).update(time_zone="Europe/London", wants_weekly_mail=False)
    plan(DUE)
    assert [what for what, _ in planned()] == [f"daily {rita.pk} 2026-03-23"]
    plan(datetime(2026, 3, 23, 8, tzinfo=UTC))
    assert planned()[-1] == (f"daily {raj.pk} 2026-03-23", datetime(2026, 3, 23, 8, 30, tzinfo=UTC))


def test_who_moves_over_the_date_line_gets_one_mail_a_day(rita: Member) -> None:
    plan(DUE)
    Member.objects.filter(pk=rita.pk).update(time_zone="America/Los_Angeles")
    plan(datetime(2026, 3, 23, 15, 30, tzinfo=UTC))
    assert [what for what, _ in planned()] == [f"daily {rita.pk} 2026-03-23"]


def test_nobody_on_leave_gets_a_mail(rita: Member) -> None:
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 23), ends_on=date(2026, 3, 24))
    assert plan(DUE) == 0


def test_the_weekly_mail_is_planned_for_the_weekend(rita: Member) -> None:
    plan(SATURDAY)
    assert planned() == [(f"weekly {rita.pk} 2026-03-21", SATURDAY)]


@pytest.mark.parametrize(
    "fields",
    [
        {"wants_daily_mail": False},
        {"archived_at": DUE},
        {"user": None},
    ],
    ids=["does not want it", "has left", "has not accepted"],
)
def test_who_gets_no_mail_is_not_planned_for(fields: dict[str, Any], rita: Member) -> None:
    Member.objects.filter(pk=rita.pk).update(**fields)
    assert plan(DUE) == 0


def test_another_organisation_is_planned_for_by_itself(rita: Member, other_organisation: Organisation) -> None:
    with scope(other_organisation):
        assert plan(DUE) == 0
    assert planned() == []


def test_queries_do_not_grow_with_the_members(
    rita: Member, organisation: Organisation, django_assert_num_queries: Any
) -> None:
    Member.objects.bulk_create(
        Member(name=f"M{n}", email=f"m{n}@acme.example", user=None, wants_daily_mail=True) for n in range(30)
    )
    users = User.objects.bulk_create(User(email=f"m{n}@acme.example", password="!") for n in range(30))
    for user in users:
        Member.objects.filter(email=user.email).update(user=user)
    with django_assert_num_queries(6):
        assert plan(DUE) == 31


def test_memory_does_not_grow_with_the_members(rita: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_AT_ONCE", 20)
    due = planning._due

    def due_after_tidying(*given: Any) -> Iterator[Any]:
        # Else it would be measured when Python last looked for rings of rubbish.
        gc.collect()
        yield from due(*given)

    monkeypatch.setattr(planning, "_due", due_after_tidying)

    def peak_for(first: int, after: int) -> int:
        users = User.objects.bulk_create(User(email=f"n{n}@acme.example", password="!") for n in range(first, after))
        Member.objects.bulk_create(
            Member(name=user.email, email=user.email, user=user, wants_daily_mail=True) for user in users
        )
        tracemalloc.start()
        try:
            assert plan(DUE) == after + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak_for(0, 20)  # what is read once and kept, however many there are
    few, many = peak_for(20, 60), peak_for(60, 360)
    # A member that is held takes 2 kB; PostgreSQL's driver keeps its last statements, 400 bytes a member here.
    assert many - few < 700 * 300
