"""Google's own client takes our imitation for Google: what it sends is understood, and what comes back it reads."""

from typing import Any

import pytest
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from pacesetter.integrations.google.tests.fake import FakeGoogle
from pacesetter.integrations.google.tests.judging import judge
from pacesetter.integrations.google.tests.wire import their_client
from pacesetter.integrations.sending import Outgoing

JANE = "jane@initech.example"
BODY = {
    "id": "0123456789abcdef0123456789abcdef",
    "summary": "Demo",
    "start": {"dateTime": "2026-03-25T21:00:00Z"},
    "end": {"dateTime": "2026-03-25T22:00:00Z"},
    "attendees": [{"email": JANE, "responseStatus": "needsAction"}],
}


@pytest.fixture
def fake() -> FakeGoogle:
    made = FakeGoogle()
    made.access = "ya29.known"
    made.judges.append(judge)
    return made


def insert(client: Any) -> Any:
    return client.events().insert(calendarId="primary", sendUpdates="all", body=BODY).execute()


def status_of(raised: pytest.ExceptionInfo[HttpError]) -> int:
    return int(raised.value.resp.status)


def test_an_event_is_made_once(fake: FakeGoogle) -> None:
    client = their_client(fake)
    assert insert(client)["iCalUID"].endswith("@google.com")
    with pytest.raises(HttpError, match="already exists") as raised:
        insert(client)
    assert status_of(raised) == 409
    assert fake.told(JANE) == ["invited"]


def test_a_patch_is_for_the_state_that_was_looked_at(fake: FakeGoogle) -> None:
    client = their_client(fake)
    made = insert(client)
    fake.answers(made["id"], JANE, "ACCEPTED")
    patch = client.events().patch(
        calendarId="primary", eventId=made["id"], body={"summary": "Other"}, sendUpdates="all"
    )
    patch.headers["If-Match"] = made["etag"]
    with pytest.raises(HttpError) as raised:
        patch.execute()
    assert status_of(raised) == 412
    there = client.events().get(calendarId="primary", eventId=made["id"]).execute()
    assert there["attendees"][0]["responseStatus"] == "accepted"
    patch.headers["If-Match"] = there["etag"]
    assert patch.execute()["summary"] == "Other"


def test_changes_come_by_sync_token_page_by_page(fake: FakeGoogle) -> None:
    client, fake.per_page = their_client(fake), 1
    for number in range(3):
        client.events().insert(calendarId="primary", body={**BODY, "id": f"{number}" * 32}).execute()
    request, seen = client.events().list(calendarId="primary"), []
    while request is not None:
        page = request.execute()
        seen += [one["id"] for one in page["items"]]
        request = client.events().list_next(request, page)
    assert seen == ["0" * 32, "1" * 32, "2" * 32]
    client.events().delete(calendarId="primary", eventId="1" * 32, sendUpdates="all").execute()
    later = client.events().list(calendarId="primary", syncToken=page["nextSyncToken"]).execute()
    assert [(one["id"], one["status"]) for one in later["items"]] == [("1" * 32, "cancelled")]
    fake.forgets_tokens()
    with pytest.raises(HttpError) as raised:
        client.events().list(calendarId="primary", syncToken=later["nextSyncToken"]).execute()
    assert status_of(raised) == 410


def test_what_is_deleted_is_gone_and_busy_times_are_told(fake: FakeGoogle) -> None:
    client = their_client(fake)
    made = insert(client)
    client.events().delete(calendarId="primary", eventId=made["id"], sendUpdates="all").execute()
    with pytest.raises(HttpError) as raised:
        client.events().delete(calendarId="primary", eventId=made["id"]).execute()
    assert status_of(raised) == 410
    fake.busy = [("2026-03-24T01:00:00Z", "2026-03-24T02:00:00Z")]
    body = {"timeMin": "2026-03-23T00:00:00Z", "timeMax": "2026-03-25T00:00:00Z", "items": [{"id": "primary"}]}
    told = client.freebusy().query(body=body).execute()
    assert told["calendars"]["primary"]["busy"] == [{"start": "2026-03-24T01:00:00Z", "end": "2026-03-24T02:00:00Z"}]


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("events?sendUpdate=all", b"{}"),
        ("events?sendUpdates=everybody", b"{}"),
        ("events", b'{"title": "Demo"}'),
        ("events", b'{"attendees": [{"address": "j@x.example"}]}'),
        ("happenings", b"{}"),
    ],
    ids=["parameter", "value", "field", "inner field", "path"],
)
def test_what_google_does_not_know_is_seen(url: str, body: bytes, fake: FakeGoogle) -> None:
    request = Outgoing("POST", f"https://www.googleapis.com/calendar/v3/calendars/primary/{url}", {}, body)
    with pytest.raises(AssertionError):
        judge(request, fake(Outgoing("GET", "https://www.googleapis.com/oauth2/v3/userinfo")))
