"""Giving a to-do to a colleague over the API, by the rule of the pages."""

import json
from typing import Any

import pytest
from django.test import Client

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.people.models import Member


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita)


def give(client: Client, by: Member, to_do: Activity, to: Member) -> int:
    given: dict[str, Any] = {"owner_id": to.pk}
    response = client.patch(
        f"/api/v1/activities/{to_do.pk}",
        json.dumps(given),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_of(by)}"},
    )
    return response.status_code


def test_an_own_one_goes_to_any_colleague(client: Client, rita: Member, raj: Member, to_do: Activity) -> None:
    assert give(client, rita, to_do, raj) == 200
    to_do.refresh_from_db()
    assert to_do.owner_id == raj.pk


def test_those_of_others_and_what_is_done_go_to_whom_one_looks_after_alone(
    client: Client, rita: Member, raj: Member, mona: Member, to_do: Activity
) -> None:
    assert give(client, mona, to_do, raj) == 403
    assert give(client, mona, to_do, mona) == 200
    Activity.objects.filter(pk=to_do.pk).update(owner=rita)
    verbs.complete(to_do, by=rita)
    assert give(client, rita, to_do, raj) == 403
    to_do.refresh_from_db()
    assert to_do.owner_id == rita.pk


def test_another_organisations_members_are_not_known(
    client: Client, rita: Member, raj: Member, otto: Member, to_do: Activity
) -> None:
    assert give(client, rita, to_do, otto) == 422
    assert give(client, raj, to_do, raj) == 404
