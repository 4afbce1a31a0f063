"""Rita has the add-on in her Google account, beside mails with Jane of Initech, whom we know, and with strangers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from pacesetter.activities.models import ActivityType
from pacesetter.addins.gmail.tests.google import CLIENT_ID, HOST, SERVICE_ACCOUNT, Google, judged, running_google
from pacesetter.capture.gmail import keys
from pacesetter.capture.models import GoogleAccount
from pacesetter.core import clock
from pacesetter.core.http import Rules, networks
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation

RITA = "1001"
JANE = "jane@initech.example"

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def key_pairs() -> list[rsa.RSAPrivateKey]:
    """Two, since making one takes long."""
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _number in range(2)]


@pytest.fixture
def google(key_pairs: list[rsa.RSAPrivateKey], settings: Any) -> Iterator[Google]:
    keys.forget()
    with running_google() as google:
        google.keys["one"] = key_pairs[0]
        settings.PUBLIC_URL = HOST
        settings.GMAIL_SERVICE_ACCOUNT, settings.GMAIL_CLIENT_ID = SERVICE_ACCOUNT, CLIENT_ID
        settings.GOOGLE_KEYS_URL, settings.GMAIL_API_URL = f"{google.address}/certs", google.address
        settings.GOOGLE_RULES = Rules(networks(["127.0.0.0/8"]), frozenset({google.port}), seconds=5)
        yield google


@pytest.fixture
def account(rita: Member) -> GoogleAccount:
    """Rita's, connected."""
    return GoogleAccount.objects.create(member=rita, subject=RITA, email=rita.email, connected_at=clock.now())


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def follow_up(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="Follow-up e-mail", category="email", default_minutes=5)


@pytest.fixture
def new_business(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="New business e-mail", category="email", position=1)


@pytest.fixture
def call_add_on(google: Google, client: Client) -> Call:
    """Call a view as Google does: `call_add_on("gmail_mail", message="msg-f:1")`. `system`, `user` replace the tokens
    (None leaves one out), `form` is what was typed, `parameters` what a button carries. Answers what the client got."""

    def call(view: str, *, message: str = "", **said: Any) -> Any:
        path = reverse(view)
        system = said["system"] if "system" in said else google.system_token(path)
        user = said["user"] if "user" in said else google.user_token(RITA, "rita@acme.example")
        gmail = {"messageId": message, "threadId": "thread-f:1", "accessToken": "access"} if message else {}
        gmail |= {f"{name}Recipients": said[name] for name in ("to", "cc", "bcc") if name in said}
        inputs = {name: {"stringInputs": {"value": [value]}} for name, value in said.get("form", {}).items()}
        event = {
            "commonEventObject": {
                "hostApp": "GMAIL",
                "platform": "WEB",
                "userLocale": said.get("locale", "en"),
                "timeZone": {"id": "Europe/Berlin", "offset": -2.88e7},
                "formInputs": inputs,
                "parameters": said.get("parameters", {}),
            },
            "authorizationEventObject": {
                "userOAuthToken": "oauth",
                **({"userIdToken": user} if user else {}),
                **({"systemIdToken": system} if system else {}),
            },
            "gmail": gmail,
        }
        headers = {"Authorization": f"Bearer {system}"} if system and said.get("in_header", True) else {}
        return client.post(path, event, content_type="application/json", headers=headers)

    return call


@pytest.fixture
def card_of(call_add_on: Call) -> Call:
    """The card that a trigger shows, judged."""

    def show(view: str, **said: Any) -> dict[str, Any]:
        answer = call_add_on(view, **said)
        assert answer.status_code == 200, answer.content
        return judged(answer.json(), "triggerResponse")

    return show


@pytest.fixture
def press(call_add_on: Call) -> Call:
    """Press a button: the answer, judged, and its card (empty where it only says something)."""

    def pressed(click: dict[str, Any], **said: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        action = click["action"]
        view = next(name for name in VIEWS if action["function"] == HOST + reverse(name))
        parameters = {one["key"]: one["value"] for one in action["parameters"]}
        answer = call_add_on(view, parameters={**parameters, **said.pop("parameters", {})}, **said)
        assert answer.status_code == 200, answer.content
        return answer.json(), judged(answer.json(), "submitFormResponse")

    return pressed


VIEWS = (
    "gmail_home",
    "gmail_again",
    "gmail_home_classification",
    "gmail_home_ignored",
    "gmail_mail",
    "gmail_mail_classification",
    "gmail_mail_ignored",
    "gmail_mail_undo",
    "gmail_writing",
    "gmail_intent",
    "gmail_intent_logged",
    "gmail_intent_dropped",
)
TRIGGERS = ("gmail_home", "gmail_mail", "gmail_writing")


def headers_of(**headers: str) -> dict[str, str]:
    """What Gmail tells of a mail that Rita wrote to Jane, with headers replaced, added, or (empty) left out."""
    said = {
        "Message-ID": "<m-1@acme.example>",
        "Date": "Mon, 23 Mar 2026 11:30:00 +1300",
        "From": "Rita <rita@acme.example>",
        "To": f"Jane Doe <{JANE}>",
        "Subject": "Our offer",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return {name: value for name, value in said.items() if value}
