"""Rita writes to Jane of Initech, who is known, and to people who are not."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import read_head
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.tenancy.models import Organisation

NOW = datetime(2026, 3, 22, 23, 0, tzinfo=UTC)
SENT = datetime(2026, 3, 22, 22, 30, tzinfo=UTC)
JANE = "jane@initech.example"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def follow_up(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="Follow-up e-mail", category="email", default_minutes=5)


@pytest.fixture
def new_business(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="New business e-mail", category="email", position=1)


def raw_mail(**headers: str) -> bytes:
    """What Rita sends to Jane, with headers replaced, added, or (empty) left out: `raw_mail(To="joe@x.example")`."""
    said = {
        "Message-ID": "<m-1@acme.example>",
        "Date": "Mon, 23 Mar 2026 11:30:00 +1300",
        "From": "Rita <rita@acme.example>",
        "To": f"Jane Doe <{JANE}>",
        "Subject": "Our offer",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    return ("\r\n".join(lines) + "\r\n\r\nThe body that nobody reads.\r\n").encode()


def mail(**headers: str) -> MailHead:
    """The same, read."""
    return read_head(raw_mail(**headers), received_at=NOW)


def answer(**headers: str) -> MailHead:
    """What Jane answers."""
    return mail(**{"Message_ID": "<m-2@initech.example>", "From": f"Jane Doe <{JANE}>", "To": "rita@acme.example",
                   "In_Reply_To": "<m-1@acme.example>", **headers})  # fmt: skip
