"""What the phone systems send, in their own forms."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.telephony.call_event import Direction, Result
from pacesetter.telephony.shapes.aircall import Aircall
from pacesetter.telephony.shapes.shape import Report, Unreadable, Unverified
from pacesetter.telephony.shapes.standard import Standard
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.telephony.shapes.twilio import Twilio
from pacesetter.telephony.tests.conftest import Signed, call_data

ADDRESS = "https://kpi.example/api/v1/inbound/calls/abc/"
TOKEN = "12345678901234567890123456789012"


def twilio(address: str = ADDRESS, **fields: str) -> Report:
    """A callback signed as Twilio's documentation has it."""
    sent = {
        "CallSid": "CA1",
        "From": "+64211111111",
        "To": "+6444721234",
        "Direction": "outbound-api",
        "CallStatus": "completed",
        "CallDuration": "541",
        "Timestamp": "Sun, 22 Mar 2026 22:30:00 +0000",
        **fields,
    }
    text = ADDRESS + "".join(name + sent[name] for name in sorted(sent))
    signature = base64.b64encode(hmac.new(TOKEN.encode(), text.encode(), hashlib.sha1).digest()).decode()
    return Report(urlencode(sent).encode(), {"x-twilio-signature": signature}, address)


def aircall(token: str = TOKEN, event: str = "call.ended", **fields: Any) -> Report:
    data = {
        "id": 812,
        "direction": "outbound",
        "started_at": 1774217940,
        "answered_at": 1774218000,
        "ended_at": 1774218600,
        "duration": 660,
        "raw_digits": "+64 4 472 1234",
        "user": {"email": "rita@acme.example"},
        **fields,
    }
    body = {"resource": "call", "event": event, "token": token, "data": data}
    return Report(json.dumps(body).encode(), {}, ADDRESS)


def test_twilio_proves_itself_by_the_public_address() -> None:
    Twilio().verify(twilio(), TOKEN)
    with pytest.raises(Unverified):
        Twilio().verify(twilio(address="http://10.0.0.7:8000/api/v1/inbound/calls/abc/"), TOKEN)


@pytest.mark.parametrize("headers", [{}, {"x-twilio-signature": ""}, {"x-twilio-signature": "é"}])
def test_twilio_without_its_signature_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Unverified):
        Twilio().verify(Report(twilio().body, headers, ADDRESS), TOKEN)


def test_one_changed_byte_is_noticed() -> None:
    report = twilio()
    with pytest.raises(Unverified):
        Twilio().verify(Report(report.body.replace(b"541", b"542"), report.headers, ADDRESS), TOKEN)


def test_a_call_through_twilio() -> None:
    event = Twilio().read(twilio())
    assert event is not None
    assert (event.direction, event.number, event.members) == (Direction.OUT, "+6444721234", ("+64211111111",))
    assert (event.result, event.seconds) == (Result.CONNECTED, 541)
    assert event.ended_at == datetime(2026, 3, 22, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"CallStatus": "no-answer", "CallDuration": "0"}, Result.NO_ANSWER),
        ({"CallStatus": "completed", "CallDuration": "0"}, Result.NO_ANSWER),
        ({"CallStatus": "busy"}, Result.BUSY),
        ({"CallStatus": "no-answer", "CallDuration": "", "Direction": "inbound"}, Result.MISSED),
        ({"CallStatus": "ringing"}, None),
    ],
)
def test_how_a_call_through_twilio_ended(fields: dict[str, str], result: Result | None) -> None:
    event = Twilio().read(twilio(**fields))
    assert event is not None
    assert event.result is result
    assert event.is_over is (result is not None)


@pytest.mark.parametrize(
    "timestamp", ["Mon, 01 Jan 0100 00:00:00 +1400", "Fri, 31 Dec 9999 23:59:59 -1400", "no date", "Sun, 99 Mar 2026"]
)
def test_a_time_at_which_no_call_was_is_told_by_name(timestamp: str) -> None:
    with pytest.raises(Unreadable, match="Timestamp"):
        Twilio().read(twilio(Timestamp=timestamp))


def test_without_a_time_the_report_s_arrival_stands_for_it() -> None:
    arrived = datetime(2026, 3, 22, 22, 31, tzinfo=UTC)
    event = Twilio().read(replace(twilio(Timestamp=""), received_at=arrived))
    assert event is not None
    assert (event.ended_at, event.is_timed_by_arrival) == (arrived, True)


def test_a_dialled_leg_belongs_to_the_call_that_asked_for_it() -> None:
    event = Twilio().read(twilio(CallSid="CA2", ParentCallSid="CA1"))
    assert event is not None
    assert event.call_id == "CA1"


def test_a_withheld_number_is_none() -> None:
    event = Twilio().read(twilio(From="Anonymous", Direction="inbound"))
    assert event is not None
    assert event.number == ""


def test_aircall_proves_itself_by_its_token() -> None:
    Aircall().verify(aircall(), TOKEN)
    for report in (aircall(token="other"), aircall(token=""), Report(b"[]", {}, ADDRESS)):
        with pytest.raises(Unverified):
            Aircall().verify(report, TOKEN)


def test_a_call_through_aircall_lasts_from_its_answer() -> None:
    event = Aircall().read(aircall())
    assert event is not None
    assert (event.call_id, event.seconds, event.result) == ("812", 600, Result.CONNECTED)
    assert event.members == ("rita@acme.example",)


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"answered_at": None}, Result.NO_ANSWER),
        ({"answered_at": None, "direction": "inbound"}, Result.MISSED),
        ({"answered_at": None, "direction": "inbound", "voicemail": "https://…"}, Result.VOICEMAIL),
        ({"ended_at": None}, None),
    ],
)
def test_how_a_call_through_aircall_ended(fields: dict[str, Any], result: Result | None) -> None:
    event = Aircall().read(aircall(**fields))
    assert event is not None
    assert event.result is result


def test_what_is_about_something_else_is_no_call() -> None:
    assert Aircall().read(Report(b'{"resource": "user", "data": {}}', {}, ADDRESS)) is None
    assert Standard().read(Report(b'{"type": "contact.created"}', {}, ADDRESS)) is None
    assert Twilio().read(Report(b"MessageSid=SM1", {}, ADDRESS)) is None


def test_our_own_form_is_verified_and_read(signed: Signed, secret: str) -> None:
    report = signed()
    Standard().verify(report, secret)
    event = Standard().read(report)
    assert event is not None
    assert (event.call_id, event.result) == ("c-1", Result.CONNECTED)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", ["", "x", "0", "v1,AAAA", "v1,not base 64"])
def test_our_own_form_with_a_wrong_header_is_refused(header: str, value: str, signed: Signed, secret: str) -> None:
    report = signed()
    with pytest.raises(Unverified):
        Standard().verify(Report(report.body, {**report.headers, header: value}, ADDRESS), secret)


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""},
        {"id": "x" * 300},
        {"direction": None},
        {"members": []},
        {"members": [{}]},
        {"started_at": "yesterday"},
        {"started_at": "2026-03-22T22:19:00"},
        {"started_at": "1970-01-01T00:00:00Z"},
        {"started_at": "0001-01-01T00:00:00+14:00"},
        {"ended_at": "9999-12-31T23:59:59-14:00"},
        {"seconds": -1},
        {"seconds": 541000},
        {"result": "great"},
    ],
)
def test_what_makes_no_sense_is_told_by_name(fields: dict[str, Any]) -> None:
    body = json.dumps({"type": "call.ended", "data": call_data(**fields)}).encode()
    with pytest.raises(Unreadable, match=f"data.{next(iter(fields))}"):
        Standard().read(Report(body, {}, ADDRESS))


@given(st.sampled_from(sorted(SHAPES)), st.binary(max_size=500))
def test_any_bytes_are_a_call_or_unreadable(shape: str, body: bytes) -> None:
    try:
        SHAPES[shape].read(Report(body, {}, ADDRESS))
    except Unreadable as error:
        assert str(error)


@given(st.sampled_from(sorted(SHAPES)), st.binary(max_size=500))
def test_any_bytes_of_somebody_else_are_unverified(shape: str, body: bytes) -> None:
    with pytest.raises(Unverified):
        SHAPES[shape].verify(Report(body, {}, ADDRESS), TOKEN)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=10), inside, max_size=4),
)


@given(st.dictionaries(st.sampled_from(sorted(call_data())), _JSON))
def test_any_values_are_a_call_or_unreadable(fields: dict[str, Any]) -> None:
    for body, shape in (
        ({"type": "call.x", "data": {**call_data(), **fields}}, "standard"),
        ({"resource": "call", "data": {**call_data(), **fields}}, "aircall"),
    ):
        try:
            SHAPES[shape].read(Report(json.dumps(body).encode(), {}, ADDRESS))
        except Unreadable as error:
            assert str(error)
