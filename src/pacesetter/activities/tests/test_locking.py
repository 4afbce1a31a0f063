"""A verb that waits for another one goes on with the activity as it is by then."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.locking import locked
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.verbs.next_contact import locked_company
from pacesetter.crm.models import Company
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other"),
]
AT = datetime(2026, 2, 3, 2, tzinfo=UTC)


def follow(call: ActivityType) -> None:
    settings_verbs.add_next_step(
        by=None, after_type=call, next_type=call, outcomes=[], delay=2, unit="days", counted_from="completed",
        owner_rule="same", member=None, mode="suggest", at_most=None,
    )  # fmt: skip


WAITING: dict[str, Callable[[Activity, Member], object]] = {
    "edit": lambda one, by: verbs.edit(one, by=by, subject="Offer"),
    "take_next_step": lambda one, by: verbs.take_next_step(one, by=by),
    "delete": lambda one, by: verbs.delete(one, by=by),
    "repeat": lambda one, by: verbs.repeat(verbs.reopen(one, by=by), by=by, every=1, unit="days"),
}


@pytest.mark.parametrize("verb", WAITING)
def test_whoever_waited_for_a_new_owner_and_type_finds_the_activity(
    ada: Member, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType, verb: str
) -> None:
    follow(meeting)
    activity = verbs.log(by=rita, activity_type=call, owner=rita, at=AT)
    done: list[object] = []
    with transaction.atomic():
        verbs.edit(activity, by=ada, owner=raj, activity_type=meeting)
        waiting = run_at_once(
            lambda: done.append(WAITING[verb](Activity.objects.get(pk=activity.pk), ada)), ada.organisation_id
        )
    waiting.join(timeout=60)
    assert len(done) == 1
    assert Activity.objects.get(pk=activity.pk).owner == raj
    assert tallies.mismatches() == []


def test_what_is_not_there_is_not_found(organisation: object) -> None:
    with transaction.atomic(), pytest.raises(Activity.DoesNotExist):
        locked(4711, "owner")


def test_whoever_waited_for_a_company_finds_its_new_account_manager(
    rita: Member, raj: Member, initech: Company
) -> None:
    Company.objects.filter(pk=initech.pk).update(account_manager=rita)
    found: list[Member | None] = []

    def look() -> None:
        with transaction.atomic():
            found.append(locked_company(initech.pk).account_manager)

    with transaction.atomic():
        Company.objects.filter(pk=initech.pk).update(account_manager=raj)
        waiting = run_at_once(look, rita.organisation_id)
    waiting.join(timeout=60)
    assert found == [raj]
