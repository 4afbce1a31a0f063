"""What the API does not take, and how it says so."""

import json
from argparse import ArgumentParser
from typing import Any

import pytest
from django.test import Client

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.api import figures
from pacesetter.api.tests.test_record_activity import record, token_of
from pacesetter.cli.scorecard import SCORECARD
from pacesetter.people.models import Member


def ask(client: Client, member: Member, method: str, path: str, given: Any = None) -> tuple[int, dict[str, Any]]:
    response = client.generic(
        method,
        f"/api/v1{path}",
        b"" if given is None else json.dumps(given),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_of(member)}"},
    )
    return response.status_code, response.json() if response.content else {}


def test_a_key_with_any_other_field_is_refused_even_after_an_edit(
    client: Client, rita: Member, call: ActivityType
) -> None:
    key = {"Idempotency-Key": "a1"}
    given = {"activity_type_id": call.pk, "minutes": 5}
    made = record(client, rita, given, **key)[1]
    assert ask(client, rita, "PATCH", f"/activities/{made['id']}", {"note": "edited"})[0] == 200
    for other in ({"minutes": 6}, {"note": "new"}, {"value": "1"}, {"status": "planned"}):
        status, answer = record(client, rita, given | other, **key)
        assert (status, answer["code"]) == (422, "key_reused")
    status, answer = record(client, rita, given, **key)
    assert (status, answer["note"]) == (200, "edited")
    assert "details" not in answer


@pytest.mark.parametrize(
    "field",
    [
        "value", "minutes", "subject", "note", "activity_type_id", "owner_id", "contact_ids", "participant_ids",
        "completed_at",
    ],
)  # fmt: skip
def test_null_is_refused_where_there_must_be_something(
    client: Client, rita: Member, call: ActivityType, field: str
) -> None:
    made = record(client, rita, {"activity_type_id": call.pk})[1]
    status, answer = ask(client, rita, "PATCH", f"/activities/{made['id']}", {field: None})
    assert (status, answer["field"]) == (422, field)
    assert ask(client, rita, "PATCH", f"/activities/{made['id']}", {"company_id": None})[0] == 200


def test_a_deleted_activity_is_not_replayed(client: Client, rita: Member, call: ActivityType) -> None:
    given = {"activity_type_id": call.pk, "source": "pbx", "external_id": "7"}
    made = record(client, rita, given, **{"Idempotency-Key": "a1"})[1]
    assert ask(client, rita, "DELETE", f"/activities/{made['id']}")[0] == 204
    for headers in ({"Idempotency-Key": "a1"}, {}):
        status, answer = record(client, rita, given, **headers)
        assert (status, answer["code"], answer["activity_id"]) == (409, "deleted", made["id"])


def test_an_external_id_of_somebody_elses_activity_tells_nothing_of_it(
    client: Client, rita: Member, raj: Member, call: ActivityType
) -> None:
    given = {"activity_type_id": call.pk, "source": "pbx", "external_id": "7"}
    assert record(client, rita, given)[0] == 201
    status, answer = record(client, raj, given)
    assert (status, answer.pop("code")) == (409, "known_elsewhere")
    assert set(answer) == {"status", "title"}


@pytest.mark.parametrize("field", ["subject", "note", "source", "external_id", "reason"])
def test_nul_and_broken_characters_are_refused(client: Client, rita: Member, call: ActivityType, field: str) -> None:
    for text in ("a\0b", "a\ud800b"):
        status, answer = record(client, rita, {"activity_type_id": call.pk, field: text})
        assert status == 422
        assert field in answer["errors"][0]["field"]


def test_nul_is_refused_outside_of_the_body_too(client: Client, rita: Member, call: ActivityType) -> None:
    assert record(client, rita, {"activity_type_id": call.pk}, **{"Idempotency-Key": "a\0b"})[0] == 422
    made = record(client, rita, {"activity_type_id": call.pk})[1]
    assert ask(client, rita, "DELETE", f"/activities/{made['id']}?reason=a%00b")[0] == 422


@pytest.mark.parametrize("year", ["0001", "1969", "2200", "9999"])
def test_days_far_away_are_refused(client: Client, rita: Member, call: ActivityType, year: str) -> None:
    day, moment = f"{year}-01-01", f"{year}-01-01T00:00:00+14:00"
    for given in ({"at": moment}, {"status": "planned", "due_at": moment}, {"status": "planned", "due_on": day}):
        assert record(client, rita, {"activity_type_id": call.pk, **given})[0] == 422
    made = record(client, rita, {"activity_type_id": call.pk})[1]
    assert ask(client, rita, "PATCH", f"/activities/{made['id']}", {"completed_at": moment})[0] == 422
    assert ask(client, rita, "GET", f"/board?day={day}")[0] == 422
    assert ask(client, rita, "GET", f"/members/{rita.pk}/scorecard?day={day}")[0] == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_page_of_a_day_far_away_shows_today(client: Client, rita: Member, day: str) -> None:
    assert rita.user is not None
    client.force_login(rita.user)
    assert client.get(f"/members/{rita.pk}/scorecard/?day={day}").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_terminal_refuses_a_day_far_away(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    SCORECARD.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--day", day])
    assert "too far away" in capsys.readouterr().err


def test_a_due_day_must_agree_with_the_due_time(client: Client, rita: Member, call: ActivityType) -> None:
    # It is the 16th already where Rita is.
    given = {"activity_type_id": call.pk, "status": "planned", "due_at": "2030-01-15T12:00:00Z"}
    status, answer = record(client, rita, given | {"due_on": "2030-01-17"})
    assert (status, answer["field"]) == (422, "due_on")
    assert record(client, rita, given | {"due_on": "2030-01-16"})[0] == 201


def test_source_and_external_id_come_together(client: Client, rita: Member, call: ActivityType) -> None:
    status, answer = record(client, rita, {"activity_type_id": call.pk, "source": "pbx"})
    assert (status, answer["field"]) == (422, "external_id")
    status, answer = record(client, rita, {"activity_type_id": call.pk, "external_id": "7"})
    assert (status, answer["field"]) == (422, "source")
    assert not Activity.objects.exists()


def test_a_body_that_is_no_json_is_told_as_a_problem(client: Client, rita: Member) -> None:
    headers = {"Authorization": f"Bearer {token_of(rita)}"}
    answer = client.post("/api/v1/activities", b"{", content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_what_breaks_is_logged_and_told_without_details(
    client: Client, rita: Member, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(figures, "book_of", broken)
    with pytest.raises(ZeroDivisionError):
        ask(client, rita, "GET", "/board")
    client.raise_request_exception = False
    headers = {"Authorization": f"Bearer {token_of(rita)}"}
    answer = client.get("/api/v1/board", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in answer.content.decode()
    assert any(line.exc_info and line.exc_info[0] is ZeroDivisionError for line in caplog.records)


@pytest.mark.parametrize("field", ["due_on", "due_at"])
def test_what_is_done_is_not_due(client: Client, rita: Member, call: ActivityType, field: str) -> None:
    when = {"due_on": "2026-03-01", "due_at": "2026-03-01T10:00:00Z"}[field]
    status, answer = record(client, rita, {"activity_type_id": call.pk, field: when})
    assert (status, answer["field"], answer["code"]) == (422, field, "not_allowed_here")
    assert record(client, rita, {"activity_type_id": call.pk, "status": "planned", field: when})[0] == 201


def test_a_field_that_cannot_be_read_is_named_as_it_was_sent(client: Client, rita: Member, call: ActivityType) -> None:
    _, answer = record(client, rita, {"activity_type_id": call.pk, "minutes": "many", "contact_ids": [1, "x"]})
    assert {one["field"] for one in answer["errors"]} == {"minutes", "contact_ids.1"}
    _, answer = ask(client, rita, "POST", "/activities", ["no object"])
    assert [one["field"] for one in answer["errors"]] == ["body"]
