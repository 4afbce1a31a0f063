"""Calls that a phone system reports: logged, not to be matched, of nobody known, and a report that can't be read."""

import json
from datetime import timedelta
from typing import Any

from standardwebhooks.webhooks import Webhook

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.shapes.shape import Report
from pacesetter.telephony.verbs import add_source
from tools.screenshots.content.cast import Cast
from tools.screenshots.content.vendors import Vendors


def put(cast: Cast, _vendors: Vendors) -> None:
    added, secret = add_source(
        by=cast.anna,
        name="Switchboard",
        shape="standard",
        outbound_type=cast.type("Prospecting call"),
        inbound_type=cast.type("Check-in call"),
        outcomes={"connected": cast.outcome("Connected").pk, "voicemail": cast.outcome("Voicemail").pk},
        left_out=["failed"],
    )
    source = CallSource.objects.select_related("organisation").get(pk=added.pk)
    known = [contact.phone for contact in cast.contacts[:3]]
    calls: list[dict[str, Any]] = [
        {"number": known[0], "result": "connected", "seconds": 412},
        {"number": known[1], "result": "voicemail", "seconds": 21},
        {"number": known[2], "direction": "in", "result": "connected", "seconds": 1260},
        {"number": "+44 20 7946 0018", "result": "connected", "seconds": 184},
        {"number": "+44 1632 960999", "direction": "in", "result": "missed"},
        {"number": "", "direction": "in", "result": "connected", "seconds": 95},
        {"number": "+1 212 555 0100", "result": "no_answer"},
    ]
    for number, told in enumerate(calls):
        _report(source, secret, f"c-{number}", number, **told)
    _report(source, secret, "c-nobody", 9, number=known[0], members=["reception"], result="connected", seconds=60)
    _report(source, secret, "c-broken", 10, number=known[0], started_at="yesterday")
    jobs.run_due()


def _report(source: CallSource, secret: str, call_id: str, ago: int, **told: Any) -> None:
    ended_at = clock.now() - timedelta(minutes=20 + 40 * ago)
    data = {
        "id": call_id,
        "direction": "out",
        "members": ["tom@larkfield.example"],
        "started_at": (ended_at - timedelta(seconds=told.get("seconds", 0) + 20)).isoformat(),
        "ended_at": ended_at.isoformat(),
        **told,
    }
    body = json.dumps({"type": "call.ended", "data": data})
    signed_at = clock.now()
    headers = {
        "webhook-id": f"m-{call_id}",
        "webhook-timestamp": str(int(signed_at.timestamp())),
        "webhook-signature": Webhook(secret).sign(f"m-{call_id}", signed_at, body),
    }
    receive(source, Report(body.encode(), headers, "https://kpi.larkfield.example/"))
