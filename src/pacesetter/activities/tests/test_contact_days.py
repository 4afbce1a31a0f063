"""What a company carries of its activities."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.contact_days import companies_with_wrong_days, set_all_days
from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.people.models import Member

DONE = datetime(2026, 3, 2, tzinfo=UTC)


def days_of(company: Company) -> tuple[date | None, date | None, bool]:
    assert companies_with_wrong_days() == []
    company.refresh_from_db()
    return company.last_contact_on, company.next_due_on, company.has_plans


@pytest.fixture
def hooli(organisation: object) -> Company:
    made: Company = Company.objects.create(name="Hooli", name_key="hooli")
    return made


def test_a_company_with_which_nothing_was_done_has_none(initech: Company) -> None:
    assert days_of(initech) == (None, None, False)


def test_the_last_one_done_is_the_last_contact(rita: Member, call: ActivityType, initech: Company) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE)
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE - timedelta(days=9))
    assert days_of(initech) == (date(2026, 3, 2), None, False)


def test_what_is_planned_first_is_next(rita: Member, call: ActivityType, initech: Company) -> None:
    plan = partial(verbs.plan, by=rita, activity_type=call, owner=rita, company=initech)
    some_day = plan()
    assert days_of(initech) == (None, None, True)
    late = plan(due_on=date(2026, 5, 1))
    soon = plan(due_on=date(2026, 4, 1))
    assert days_of(initech)[1] == date(2026, 4, 1)
    verbs.reschedule(soon, by=rita, due_on=date(2026, 6, 1))
    assert days_of(initech)[1] == date(2026, 5, 1)
    verbs.cancel(late, by=rita)
    verbs.delete(some_day, by=rita)
    verbs.complete(soon, by=rita, at=DONE)
    assert days_of(initech) == (date(2026, 3, 2), None, False)
    verbs.reopen(soon, by=rita)
    verbs.restore(some_day, by=rita)
    assert days_of(initech) == (None, date(2026, 6, 1), True)


def test_a_campaign_received_is_no_contact(rita: Member, call: ActivityType, initech: Company) -> None:
    verbs.log(
        by=rita, activity_type=call, owner=rita, company=initech, at=DONE, provenance=Provenance.CAMPAIGN_RECIPIENT
    )
    assert days_of(initech)[0] is None


def test_an_activity_takes_its_days_to_another_company(
    rita: Member, call: ActivityType, initech: Company, hooli: Company
) -> None:
    activity = verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE)
    verbs.edit(activity, by=rita, company=hooli)
    assert days_of(initech)[0] is None
    assert days_of(hooli)[0] == date(2026, 3, 2)


def test_merging_and_undoing_it_move_the_days(
    rita: Member, call: ActivityType, initech: Company, hooli: Company
) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, company=hooli, at=DONE)
    merge(initech, hooli, by=rita)
    assert (days_of(initech)[0], days_of(hooli)[0]) == (date(2026, 3, 2), None)
    undo_merge(hooli, by=rita)
    assert (days_of(initech)[0], days_of(hooli)[0]) == (None, date(2026, 3, 2))


def test_rows_written_and_deleted_past_the_verbs_count_too(rita: Member, call: ActivityType, initech: Company) -> None:
    now = timezone.now()
    Activity.objects.bulk_create(
        Activity(
            activity_type=call, owner=rita, company=initech, status="completed", completed_on=date(2026, 2, day),
            completed_at=now, created_at=now, updated_at=now,
        )
        for day in (3, 5, 4)
    )  # fmt: skip
    assert days_of(initech)[0] == date(2026, 2, 5)
    Activity.objects.filter(completed_on=date(2026, 2, 5)).delete()
    assert days_of(initech)[0] == date(2026, 2, 4)


def test_nothing_of_it_is_written_into_the_companys_history(rita: Member, call: ActivityType, initech: Company) -> None:
    before = Company.objects.get(pk=initech.pk).updated_at
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE)
    assert Company.objects.get(pk=initech.pk).updated_at == before


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_neither_is_lost(rita: Member, call: ActivityType, initech: Company) -> None:
    """One takes the last contact away while the other records a new one."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    from pacesetter.activities.tests.at_once import run_at_once

    old = verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE)

    def other() -> None:
        verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE)

    with transaction.atomic():
        verbs.delete(old, by=rita)
        waiting = run_at_once(other, rita.organisation_id)
    waiting.join(timeout=60)
    assert not waiting.is_alive()
    assert days_of(initech)[0] == date(2026, 3, 2)


def test_all_days_can_be_set_anew(rita: Member, call: ActivityType, initech: Company, hooli: Company) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=DONE)
    verbs.plan(by=rita, activity_type=call, owner=rita, company=hooli, due_on=date(2026, 4, 1))
    Company.objects.update(last_contact_on=None, next_due_on=None, has_plans=False)
    assert companies_with_wrong_days() == sorted([initech.pk, hooli.pk])
    set_all_days()
    assert days_of(initech) == (date(2026, 3, 2), None, False)
    assert days_of(hooli) == (None, date(2026, 4, 1), True)
