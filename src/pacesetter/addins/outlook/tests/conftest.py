"""Rita's Outlook is logged in. She writes to Jane of Initech, who is known, and to people who are not."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from pacesetter.activities.models import ActivityType
from pacesetter.capture.verbs import allow_add_in, log_in_add_in
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import no_scope, scope

NOW = datetime(2026, 3, 22, 23, 0, tzinfo=UTC)
JANE = "jane@initech.example"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Pane:
    """Calls the server as a pane does: no cookies, and no organisation in scope."""

    def __init__(self, secret: str = "") -> None:
        self.secret = secret
        self.client = Client(enforce_csrf_checks=True)

    def ask(self, path: str, content: Any = None, *, method: str = "POST") -> tuple[int, dict[str, Any]]:
        """Status and content of the answer."""
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        body = content if isinstance(content, (str, bytes)) else json.dumps(content or {})
        with no_scope():
            answer = self.client.generic(
                method, f"/addins/outlook/{path}", body, content_type="application/json", headers=headers
            )
        return answer.status_code, json.loads(answer.content) if answer.content else {}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


def pane_of(member: Member) -> Pane:
    with scope(member.organisation_id):
        code = allow_add_in(member, by=member, program="outlook", challenge=CHALLENGE, mailbox=member.email)
    return Pane(log_in_add_in(code, verifier=VERIFIER)[1])


@pytest.fixture
def pane(rita: Member) -> Pane:
    return pane_of(rita)


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def follow_up(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="Follow-up e-mail", category="email", default_minutes=5)


@pytest.fixture
def new_business(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="New business e-mail", category="email", position=1)


def opened(**told: Any) -> dict[str, Any]:
    """What Rita sent to Jane, as Outlook tells of it: `opened(to=[])`."""
    return {
        "message_id": "<m-1@acme.example>",
        "sent_at": "2026-03-22T22:30:00.000Z",
        "sender": {"address": "Rita@acme.example", "name": "Rita"},
        "to": [{"address": JANE, "name": "Jane Doe"}],
        "subject": "Our offer",
        **told,
    }


def answered(**told: Any) -> dict[str, Any]:
    """What Jane answers, with its own headers."""
    headers = "In-Reply-To: <m-1@acme.example>\r\nReferences: <m-1@acme.example>\r\n"
    return opened(
        **{
            "message_id": "<m-2@initech.example>",
            "sender": {"address": JANE, "name": "Jane Doe"},
            "to": [{"address": "rita@acme.example", "name": "Rita"}],
            "headers": headers,
            **told,
        }
    )
