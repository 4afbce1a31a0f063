"""How long the cards of the add-on in Gmail take, with few contacts and with 100 thousand.

    PACESETTER_DATABASE_URL=… python -m benchmarks.addin_card [--sizes 1000,100000] [--rounds 100]

One organisation for each size, all in one database; they take turns. A member with 400 e-mails classified, from which
suggestions come, opens mails of people whom they know and of strangers, writes one, logs one, and opens the start card.
From the event to the answer, with tokens verified and the Gmail API asked, which a server in this process answers.

Told are medians and 95th percentiles by the clock, the same of the processor's time ("work": of this process, with
the making of both tokens and the server that is asked), queries, and the larger organisation against the smaller one.
"""

import argparse
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.correspondence import Program, corresponding, take_turns  # noqa: E402
from benchmarks.population import Population  # noqa: E402
from pacesetter.addins.gmail.tests.google import (  # noqa: E402
    CLIENT_ID,
    HOST,
    SERVICE_ACCOUNT,
    Google,
    buttons_of,
    running_google,
)
from pacesetter.capture.models import GoogleAccount  # noqa: E402
from pacesetter.core import clock  # noqa: E402
from pacesetter.core.http import Rules, networks  # noqa: E402
from pacesetter.tenancy.scope import scope  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,100000")
    options.add_argument("--rounds", type=int, default=100)
    given = options.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with running_google() as google:
        google.keys["one"] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        rules = Rules(networks(["127.0.0.0/8"]), frozenset({google.port}))
        with override_settings(
            PUBLIC_URL=HOST,
            SECURE_SSL_REDIRECT=False,
            ALLOWED_HOSTS=["*"],
            GMAIL_SERVICE_ACCOUNT=SERVICE_ACCOUNT,
            GMAIL_CLIENT_ID=CLIENT_ID,
            GOOGLE_KEYS_URL=f"{google.address}/certs",
            GMAIL_API_URL=google.address,
            GOOGLE_RULES=rules,
        ):
            programs = {size: _programs(google, corresponding(size)) for size in sizes}
            take_turns(sizes, programs, given.rounds)


def _programs(google: Google, made: Population) -> dict[str, Program]:
    member, client = made.members[0], Client()
    subject = f"g-{made.organisation.pk}"
    with scope(made.organisation):
        GoogleAccount.objects.create(member=member, subject=subject, email=member.email, connected_at=clock.now())

    def call(view: str, message: str = "", **said: Any) -> Any:
        path = reverse(view)
        gmail = {"messageId": message, "accessToken": "a"} if message else {}
        event = {
            "commonEventObject": {
                "userLocale": "en",
                "parameters": said.pop("parameters", {}),
                "formInputs": said.pop("form", {}),
            },
            "authorizationEventObject": {
                "userOAuthToken": "o",
                "userIdToken": google.user_token(subject, member.email),
            },
            "gmail": {**gmail, **said},
        }
        headers = {"Authorization": f"Bearer {google.system_token(path)}"}
        answer = client.post(path, event, content_type="application/json", headers=headers)
        assert answer.status_code == 200, answer.content  # noqa: S101
        return answer.json()

    def held(turn: int, address: str) -> str:
        name = f"msg-f:{made.organisation.pk}-{turn}-{address}"
        head = {"Message-ID": f"<{name}@x>", "Date": "Mon, 23 Mar 2026 11:30:00 +1300"}
        google.holds(name, {**head, "From": member.email, "To": address}, "SENT")
        return name

    def known(turn: int) -> Any:
        return call("gmail_mail", held(turn, f"p{turn % 200}@c{turn % 200 // 4}.example"))

    def logged(turn: int) -> Any:
        message = held(turn, f"p{turn % 80}@c{turn % 80 // 4}.example")
        card = call("gmail_mail", message)["action"]["navigations"][0]["pushCard"]
        click = next(what for text, what in buttons_of(card).items() if text.startswith("Log"))
        parameters = {one["key"]: one["value"] for one in click["action"]["parameters"]}
        kind = next(
            widget["selectionInput"]["items"][0]["value"]
            for section in card["sections"]
            for widget in section["widgets"]
            if "selectionInput" in widget
        )
        answer = call(
            "gmail_mail_classification",
            message,
            parameters=parameters,
            form={"type": {"stringInputs": {"value": [kind]}}},
        )
        assert "Logged" in answer["renderActions"]["action"]["notification"]["text"], answer  # noqa: S101
        return answer

    return {
        "known": known,
        "stranger": lambda turn: call("gmail_mail", held(turn, f"x{turn}@unknown{turn}.example")),
        "writing": lambda turn: call("gmail_writing", toRecipients=[f"p{turn}@c{turn // 4}.example"]),
        "home": lambda turn: call("gmail_home"),
        "both": logged,
    }


if __name__ == "__main__":
    main()
