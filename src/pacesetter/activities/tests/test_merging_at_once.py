"""A company is merged while somebody completes an activity with it."""

import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_undone", [False, True])
def test_neither_waits_for_the_other_for_ever(
    is_undone: bool, rita: Member, call: ActivityType, connected: Outcome, initech: Company
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, company=double)
    if is_undone:
        merge(initech, double, by=rita)

    def other() -> None:
        if is_undone:
            undo_merge(Company.objects.get(pk=double.pk), by=rita)
        else:
            merge(Company.objects.get(pk=initech.pk), Company.objects.get(pk=double.pk), by=rita)

    with transaction.atomic():
        # Completing begins like this; the merge comes in between.
        Activity.objects.select_for_update(of=("self",)).get(pk=to_do.pk)
        thread = run_at_once(other, rita.organisation_id)
        verbs.complete(to_do, by=rita, outcome=connected)
    thread.join(10)
    to_do.refresh_from_db()
    assert (to_do.status, to_do.company) == (Status.COMPLETED, double if is_undone else initech)
