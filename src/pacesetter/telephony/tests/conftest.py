"""A phone system that reports Rita's calls with Jane of Initech."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.shape import Report
from pacesetter.telephony.verbs import add_source
from pacesetter.tenancy.sealed import opened

NOW = datetime(2026, 3, 22, 23, 0, tzinfo=UTC)
ENDED = datetime(2026, 3, 22, 22, 30, tzinfo=UTC)
JANES = "+6444721234"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, phone=JANES)


@pytest.fixture
def system(ada: Member, call: ActivityType, connected: Outcome, voicemail: Outcome) -> CallSource:
    """Reports in the product's own form; calls made and received are logged as Discovery call."""
    type(ada.organisation).objects.filter(pk=ada.organisation_id).update(country="NZ")
    source, _ = add_source(
        by=ada,
        name="Switchboard",
        shape="standard",
        outbound_type=call,
        inbound_type=call,
        outcomes={"connected": connected.pk, "voicemail": voicemail.pk},
        left_out=["failed"],
    )
    return CallSource.objects.select_related("organisation").get(pk=source.pk)


@pytest.fixture
def secret(system: CallSource) -> str:
    return opened(system, "secret")


def call_data(**fields: Any) -> dict[str, Any]:
    """What the system says of a call of ten minutes that Rita made to Jane."""
    return {
        "id": "c-1",
        "direction": "out",
        "number": "04 472 1234",
        "members": ["rita@acme.example"],
        "started_at": "2026-03-22T22:19:00Z",
        "ended_at": "2026-03-22T22:30:00Z",
        "result": "connected",
        "seconds": 541,
        **fields,
    }


Signed = Callable[..., Report]


@pytest.fixture
def signed(secret: str) -> Signed:
    """A report as the system signs it: `signed(seconds=60)`."""

    def make(kind: str = "call.ended", **fields: Any) -> Report:
        body = json.dumps({"type": kind, "data": call_data(**fields)})
        moment = datetime.now(UTC)  # the package asks the machine's own clock
        headers = {
            "webhook-id": "m-1",
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": Webhook(secret).sign("m-1", moment, body),
        }
        return Report(body.encode(), headers, "https://kpi.example/api/v1/inbound/calls/x/")

    return make
