import json
from typing import Any

import pytest
from django.test import Client

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.crm.models import Company
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import ApiToken, Member
from pacesetter.people.tokens import hash_of, new_secret
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def token_of(member: Member) -> str:
    secret = new_secret()
    with scope(member.organisation):
        ApiToken.objects.create(member=member, name="test", secret_hash=hash_of(secret))
    return secret


def record(client: Client, member: Member, given: dict[str, Any], **headers: str) -> tuple[int, dict[str, Any]]:
    response = client.post(
        "/api/v1/activities",
        json.dumps(given),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_of(member)}", **headers},
    )
    return response.status_code, response.json()


def test_a_completed_call_counts_at_once(
    client: Client, rita: Member, call: ActivityType, connected: Outcome, initech: Company
) -> None:
    status, answer = record(
        client,
        rita,
        {"activity_type_id": call.pk, "outcome_id": connected.pk, "company_id": initech.pk, "value": "12.50"},
    )
    assert status == 201, answer
    assert (answer["status"], answer["minutes"], answer["value"]) == ("completed", 10, "12.5")
    tally = TallyDay.objects.get()
    assert (tally.member_id, tally.count, tally.value_minor) == (rita.pk, 1, 1250)
    assert tallies.mismatches() == []


def test_the_same_key_records_once(client: Client, rita: Member, call: ActivityType) -> None:
    key = {"Idempotency-Key": "a1"}
    first = record(client, rita, {"activity_type_id": call.pk}, **key)
    again = record(client, rita, {"activity_type_id": call.pk}, **key)
    assert (first[0], again[0]) == (201, 200)
    assert first[1]["id"] == again[1]["id"]
    assert TallyDay.objects.get().count == 1


def test_a_key_of_another_request_is_refused(
    client: Client, rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    key = {"Idempotency-Key": "a1"}
    record(client, rita, {"activity_type_id": call.pk}, **key)
    status, answer = record(client, rita, {"activity_type_id": meeting.pk}, **key)
    assert (status, answer["code"]) == (422, "key_reused")


def test_two_people_may_use_the_same_key(client: Client, rita: Member, raj: Member, call: ActivityType) -> None:
    key = {"Idempotency-Key": "a1"}
    assert record(client, rita, {"activity_type_id": call.pk}, **key)[0] == 201
    assert record(client, raj, {"activity_type_id": call.pk}, **key)[0] == 201


def test_a_known_external_id_answers_with_what_there_is(client: Client, rita: Member, call: ActivityType) -> None:
    given = {"activity_type_id": call.pk, "source": "pbx", "external_id": "77"}
    first = record(client, rita, given)
    again = record(client, rita, given)
    assert again[0] == 200
    assert first[1]["id"] == again[1]["id"]


def test_a_rep_records_for_nobody_else_and_a_lead_for_the_team(
    client: Client, rita: Member, raj: Member, mona: Member, call: ActivityType
) -> None:
    assert record(client, rita, {"activity_type_id": call.pk, "owner_id": raj.pk})[0] == 403
    assert record(client, mona, {"activity_type_id": call.pk, "owner_id": raj.pk})[0] == 403
    assert record(client, mona, {"activity_type_id": call.pk, "owner_id": rita.pk})[0] == 201
    assert Activity.objects.get().owner == rita


def test_another_organisations_rows_are_not_known(
    client: Client, rita: Member, otto: Member, call: ActivityType, initech: Company, organisation: Organisation
) -> None:
    status, answer = record(client, otto, {"activity_type_id": call.pk})
    assert (status, answer["field"]) == (422, "activity_type_id")
    with scope(otto.organisation):
        theirs = Company.objects.create(name="Umbrella", name_key="umbrella")
    status, answer = record(client, rita, {"activity_type_id": call.pk, "company_id": theirs.pk})
    assert (status, answer["field"]) == (422, "company_id")


def test_the_company_of_a_rep_in_another_team_is_not_known(
    client: Client, raj: Member, call: ActivityType, initech: Company
) -> None:
    assert record(client, raj, {"activity_type_id": call.pk, "company_id": initech.pk})[0] == 422


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"minutes": -1}, "minutes"),
        ({"minutes": "10"}, "minutes"),
        ({"subject": "x" * 301}, "subject"),
        ({"at": "2026-03-01T10:00:00"}, "at"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_named(
    client: Client, rita: Member, call: ActivityType, given: dict[str, Any], field: str
) -> None:
    status, answer = record(client, rita, {"activity_type_id": call.pk, **given})
    assert status == 422
    assert field in answer["errors"][0]["field"]


def test_without_a_valid_token_nothing_is_recorded(client: Client, rita: Member, call: ActivityType) -> None:
    for header in ({}, {"Authorization": "Bearer pst_wrong"}, {"Authorization": "Bearer " + "x" * 40}):
        response = client.post(
            "/api/v1/activities",
            json.dumps({"activity_type_id": call.pk}),
            content_type="application/json",
            headers=header,
        )
        assert response.status_code == 401
    assert not Activity.objects.exists()


def test_the_answer_is_what_reading_the_activity_gives(client: Client, rita: Member, call: ActivityType) -> None:
    _, answer = record(client, rita, {"activity_type_id": call.pk, "value": "3.10", "note": "Grüße"})
    read = client.get(
        f"/api/v1/activities/{answer['id']}", headers={"Authorization": f"Bearer {token_of(rita)}"}
    ).json()
    assert {name: value for name, value in answer.items() if not name.endswith("_at")} == {
        name: value for name, value in read.items() if not name.endswith("_at")
    }
    assert answer["completed_at"][:19] == read["completed_at"][:19]
