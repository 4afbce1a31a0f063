"""Recording for a caller who has called before: the same as the first time, and refused as at the first time."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import settings_verbs
from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.api import activities, known_callers
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.crm import verbs as customer_verbs
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.kpis import closing, tallies
from pacesetter.kpis.models import Kpi, Restatement, TallyDay
from pacesetter.people import verbs
from pacesetter.people.models import ApiToken, Member, User
from pacesetter.tenancy.scope import scope

Record = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def record(client: Client) -> Record:
    """Record something by a token."""

    def send(token: str, given: dict[str, Any], **headers: str) -> tuple[int, dict[str, Any]]:
        response = client.post(
            "/api/v1/activities",
            json.dumps(given),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}", **headers},
        )
        return response.status_code, response.json()

    return send


@pytest.fixture
def known(record: Record, rita: Member, call: ActivityType) -> str:
    """Rita's token, by which a call was recorded already."""
    token = token_of(rita)
    assert record(token, {"activity_type_id": call.pk})[0] == 201
    return token


@pytest.fixture
def no_usual_way(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on whatever is recorded the usual way fails."""

    def fail(*_: object) -> None:
        raise AssertionError("the usual way was gone")

    return lambda: monkeypatch.setattr(activities, "record", fail)


def test_a_known_caller_is_recorded_in_one_trip(
    record: Record,
    known: str,
    call: ActivityType,
    connected: Outcome,
    initech: Company,
    no_usual_way: Callable[[], None],
) -> None:
    no_usual_way()
    given = {"activity_type_id": call.pk, "outcome_id": connected.pk, "company_id": initech.pk, "value": "12.50"}
    with CaptureQueriesContext(connection) as captured:
        status, answer = record(known, given, **{"Idempotency-Key": "a1"})
    assert status == 201, answer
    if connection.vendor == "postgresql":
        # In a test a savepoint stands around the one statement.
        assert len([one for one in captured if "SAVEPOINT" not in one["sql"]]) == 1
    assert tallies.mismatches() == []
    initech.refresh_from_db()
    assert str(initech.last_contact_on) == answer["completed_on"]


def test_what_is_recorded_at_once_is_the_same_as_the_usual_way(
    record: Record, known: str, rita: Member, call: ActivityType, connected: Outcome, initech: Company
) -> None:
    given = {
        "activity_type_id": call.pk,
        "outcome_id": connected.pk,
        "company_id": initech.pk,
        "subject": "Grüße",
        "note": "n",
        "minutes": 7,
        "value": 3.5,
        "at": "2026-03-01T10:00:00+01:00",
        "reason": "late",
    }
    at_once = record(known, given, **{"Idempotency-Key": "a1"})
    known_callers.forget()
    usual = record(known, given, **{"Idempotency-Key": "a2"})
    differ = {"id", "created_at", "updated_at"}
    assert at_once[0] == usual[0] == 201
    assert {name: one for name, one in at_once[1].items() if name not in differ} == {
        name: one for name, one in usual[1].items() if name not in differ
    }
    differ |= {"request_key"}
    first, second = Activity.objects.filter(subject="Grüße").order_by("pk").values()
    assert {name: one for name, one in first.items() if name not in differ} == {
        name: one for name, one in second.items() if name not in differ
    }
    told, told_again = Event.objects.filter(verb="activity.logged", subject_id__in=[first["id"], second["id"]]).values(
        "actor_id", "data", "subject_kind", "organisation_id"
    )
    assert told == told_again
    assert TallyDay.objects.get(period_on="2026-03-01").count == 2


def test_an_administrator_records_at_once_for_others(
    record: Record, ada: Member, rita: Member, call: ActivityType, initech: Company, no_usual_way: Callable[[], None]
) -> None:
    token = token_of(ada)
    record(token, {"activity_type_id": call.pk})
    no_usual_way()
    status, answer = record(token, {"activity_type_id": call.pk, "owner_id": rita.pk, "company_id": initech.pk})
    assert (status, answer["owner_id"]) == (201, rita.pk)


def test_a_repeated_request_records_once_and_another_one_with_its_key_is_refused(
    record: Record, meeting: ActivityType, known: str, call: ActivityType
) -> None:
    key = {"Idempotency-Key": "a1"}
    first = record(known, {"activity_type_id": call.pk}, **key)
    again = record(known, {"activity_type_id": call.pk}, **key)
    assert (first[0], again[0]) == (201, 200)
    assert first[1]["id"] == again[1]["id"]
    status, answer = record(known, {"activity_type_id": meeting.pk}, **key)
    assert (status, answer["code"]) == (422, "key_reused")
    assert TallyDay.objects.get().count == 2
    assert tallies.mismatches() == []


def test_a_request_that_came_the_usual_way_is_known_at_once(record: Record, rita: Member, call: ActivityType) -> None:
    token, given, key = token_of(rita), {"activity_type_id": call.pk, "value": 12.5}, {"Idempotency-Key": "a1"}
    assert [record(token, given, **key)[0] for _ in range(3)] == [201, 200, 200]


def test_a_revoked_or_expired_token_records_nothing(
    record: Record, known: str, rita: Member, call: ActivityType
) -> None:
    given = {"activity_type_id": call.pk}
    token = ApiToken.objects.get()
    ApiToken.objects.update(expires_at=clock.now() + timedelta(hours=1))
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        assert record(known, given)[0] == 401
    assert record(known, given)[0] == 201
    verbs.revoke_token(token, by=rita)
    assert record(known, given)[0] == 401
    # Not even what is wrong with a request is told.
    assert record(known, {"colour": "red"})[0] == 401
    assert Activity.objects.count() == 2


def test_nobody_records_who_may_not_log_in(record: Record, known: str, rita: Member, call: ActivityType) -> None:
    User.objects.filter(email=rita.email).update(is_active=False)
    assert record(known, {"activity_type_id": call.pk})[0] == 401


def test_nobody_records_who_has_been_archived(
    record: Record, known: str, ada: Member, rita: Member, call: ActivityType
) -> None:
    verbs.archive(rita, by=ada)
    assert record(known, {"activity_type_id": call.pk})[0] == 401


def test_who_is_no_administrator_any_more_records_for_nobody_else(
    record: Record, ada: Member, rita: Member, raj: Member, call: ActivityType, initech: Company
) -> None:
    token = token_of(ada)
    assert record(token, {"activity_type_id": call.pk, "owner_id": rita.pk})[0] == 201
    Member.objects.filter(pk=ada.pk).update(access_level="team_member")
    assert record(token, {"activity_type_id": call.pk, "owner_id": rita.pk})[0] == 403
    assert record(token, {"activity_type_id": call.pk, "company_id": initech.pk})[0] == 422
    assert record(token, {"activity_type_id": call.pk})[0] == 201


def test_a_type_that_was_archived_meanwhile_is_refused(
    record: Record, known: str, ada: Member, call: ActivityType
) -> None:
    settings_verbs.archive_activity_type(call, by=ada)
    status, answer = record(known, {"activity_type_id": call.pk})
    assert (status, answer["code"]) == (422, "archived")


def test_the_day_is_that_of_the_zone_which_was_set_meanwhile(
    record: Record, known: str, rita: Member, call: ActivityType
) -> None:
    at = "2026-03-01T20:00:00+00:00"
    assert record(known, {"activity_type_id": call.pk, "at": at})[1]["completed_on"] == "2026-03-02"
    verbs.edit_profile(rita, by=rita, time_zone="Europe/Berlin")
    assert record(known, {"activity_type_id": call.pk, "at": at})[1]["completed_on"] == "2026-03-01"


def test_a_company_that_was_given_to_another_or_merged_is_not_known(
    record: Record, known: str, rita: Member, raj: Member, call: ActivityType, initech: Company
) -> None:
    given = {"activity_type_id": call.pk, "company_id": initech.pk}
    assert record(known, given)[0] == 201
    Company.objects.update(sales_rep=raj)
    status, answer = record(known, given)
    assert (status, answer["field"]) == (422, "company_id")
    Company.objects.update(sales_rep=None, account_manager=rita)
    assert record(known, given)[0] == 201
    kept = Company.objects.create(name="Initrode", name_key="initrode", sales_rep=rita)
    customer_verbs.merge(kept, initech, by=rita)
    assert record(known, given)[0] == 422


def test_another_organisations_rows_are_not_known(record: Record, known: str, otto: Member, call: ActivityType) -> None:
    with scope(otto.organisation):
        theirs = Company.objects.create(name="Umbrella", name_key="umbrella")
        kind = ActivityType.objects.create(name="Call", category="phone_call")
    assert record(known, {"activity_type_id": call.pk, "company_id": theirs.pk})[0] == 422
    assert record(known, {"activity_type_id": kind.pk})[0] == 422
    assert record(known, {"activity_type_id": call.pk, "owner_id": otto.pk})[0] == 422
    token = token_of(otto)
    assert record(token, {"activity_type_id": kind.pk})[0] == 201
    assert record(token, {"activity_type_id": call.pk})[0] == 422


def test_a_call_cycle_still_plans_the_next_call(
    record: Record, known: str, rita: Member, call: ActivityType, initech: Company
) -> None:
    activity_verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="months")
    Activity.objects.filter(status="planned").update(status="cancelled")
    assert record(known, {"activity_type_id": call.pk, "company_id": initech.pk})[0] == 201
    assert Activity.objects.filter(status="planned", company=initech).count() == 1


def test_a_late_call_still_restates_a_closed_period(
    record: Record, known: str, ada: Member, call: ActivityType, calls: Kpi
) -> None:
    in_february = datetime(2026, 2, 10, 3, tzinfo=UTC).isoformat()
    assert record(known, {"activity_type_id": call.pk, "at": in_february})[0] == 201
    closing.close(period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar()), by=ada)
    assert record(known, {"activity_type_id": call.pk, "at": in_february})[0] == 201
    assert record(known, {"activity_type_id": call.pk, "at": in_february})[0] == 201
    assert Restatement.objects.count() == 2
    assert tallies.mismatches() == []


def test_what_more_than_one_statement_records_goes_the_usual_way(
    record: Record, mona: Member, rita: Member, raj: Member, known: str, call: ActivityType
) -> None:
    assert record(known, {"activity_type_id": call.pk, "participant_ids": [raj.pk]})[0] == 201
    assert record(known, {"activity_type_id": call.pk, "status": "planned"})[1]["status"] == "planned"
    lead = token_of(mona)
    for _ in range(2):
        assert record(lead, {"activity_type_id": call.pk, "owner_id": rita.pk})[0] == 201
        assert record(lead, {"activity_type_id": call.pk, "owner_id": raj.pk})[0] == 403


@pytest.mark.parametrize("key", ["x" * 65, "é" * 65])
def test_a_key_that_is_too_long_is_refused(record: Record, known: str, call: ActivityType, key: str) -> None:
    assert record(known, {"activity_type_id": call.pk}, **{"Idempotency-Key": key})[0] == 422


def test_a_database_that_fails_is_told_and_not_asked_again(
    client: Client, record: Record, known: str, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fail(*_: object, **__: object) -> None:
        asked.append(1)
        raise OperationalError("gone")

    monkeypatch.setattr("pacesetter.api.recording.verbs.log", fail)
    client.raise_request_exception = False
    status, answer = record(known, {"activity_type_id": call.pk})
    assert (status, answer["code"], len(asked)) == (500, "broken", 1)
