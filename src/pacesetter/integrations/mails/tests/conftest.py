"""Rita's mail at each kind of provider."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from django.test import Client

from pacesetter import jobs
from pacesetter.capture.tests.conftest import NOW, raw_mail
from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.gates import gate
from pacesetter.integrations.google.tests.fake_mail import TOPIC, FakeGmail
from pacesetter.integrations.google.tests.judging import judge
from pacesetter.integrations.microsoft.tests.fake_mail import FakeGraphMail
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import Outgoing, answered_by
from pacesetter.integrations.verbs import begin_connection, finish_consent, register_app
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

PUSH_ACCOUNT = "pacesetter-push@acme-kpi.iam.gserviceaccount.com"
PUSH = {"push_topic": TOPIC, "push_account": PUSH_ACCOUNT}
APP = {"client_id": "app", "client_secret": "app-secret-13579"}
SENT_AT = NOW - timedelta(minutes=30)


class MailServer(Protocol):
    """What both fakes can do."""

    mails_per_page: int
    asked: list[Outgoing]

    def __call__(self, request: Outgoing) -> Answer: ...
    def comes(self, raw: bytes, at: datetime, *, folder: str = "inbox") -> object: ...
    def forgets_where_we_were(self) -> None: ...
    def withdraws_consent(self) -> None: ...
    def fail(self, method: str, part: str, answer: Answer) -> None: ...


SERVERS: dict[str, Callable[[], MailServer]] = {"google": FakeGmail, "microsoft": FakeGraphMail}


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was slept, without sleeping."""
    found: list[float] = []
    monkeypatch.setattr(gate, "sleep", found.append)
    return found


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture(params=["google", "microsoft"])
def kind(request: pytest.FixtureRequest) -> str:
    """The key of the provider; tests that say nothing else run with each."""
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Iterator[MailServer]:
    """The other side."""
    fake = SERVERS[kind]()
    if isinstance(fake, FakeGmail):
        # By Google's own description of Gmail.
        fake.judges.append(judge)
    with answered_by(fake):
        yield fake


def consented(kind: str, owner: Member, administrator: Member, *uses: str) -> Connection:
    """The owner's account there, connected as a person does it."""
    given = APP | PUSH if kind == "google" else APP
    register_app(by=administrator, provider=kind, given=given, uses=uses or ["mail"])
    begun = begin_connection(by=owner, owner=owner, provider=kind, way="oauth", given={})
    return finish_consent(begun, by=owner, code="c", asked=new_request(), back_to="https://kpi.example/back/")


@pytest.fixture
def connection(kind: str, server: MailServer, rita: Member, ada: Member) -> Connection:
    """Rita's account, connected for its mail, with nothing read yet."""
    return consented(kind, rita, ada)


@pytest.fixture
def public(settings: Any, client: Client, server: MailServer) -> None:
    """The installation has a public address, at which the other side reaches it."""
    settings.PUBLIC_URL = "https://kpi.example"

    def reach(address: str, query: str, body: bytes) -> tuple[int, str]:
        path = urlsplit(address).path + (f"?{query}" if query else "")
        answer = client.post(path, body, content_type="application/json")
        return answer.status_code, answer.content.decode()

    if isinstance(server, FakeGraphMail):
        server.reach = reach


def subscribe_mail() -> None:
    """What the worker does every hour."""
    jobs.enqueue("integrations.subscribe_all_mail")
    jobs.run_due()


def read_mail() -> None:
    """What the worker does every few minutes."""
    jobs.enqueue("integrations.read_all_mail")
    jobs.run_due()


def sends(server: MailServer, number: int = 1, **headers: str) -> None:
    """Rita sends Jane a mail."""
    server.comes(raw_mail(Message_ID=f"<m-{number}@acme.example>", **headers), SENT_AT, folder="sent")
