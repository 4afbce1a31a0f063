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
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.population import Population  # noqa: E402
from pacesetter.activities.models import ActivityType  # noqa: E402
from pacesetter.addins.gmail.tests.google import (  # noqa: E402
    CLIENT_ID,
    HOST,
    SERVICE_ACCOUNT,
    Google,
    buttons_of,
    running_google,
)
from pacesetter.capture.models import CapturedMail, GoogleAccount  # noqa: E402
from pacesetter.core import clock  # noqa: E402
from pacesetter.core.http import Rules, networks  # noqa: E402
from pacesetter.crm.models import Company, Contact  # noqa: E402
from pacesetter.tenancy.scope import scope  # noqa: E402

LEARNT, WAITING = 400, 20
Program = Callable[[int], object]


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
            programs = {size: _programs(google, _populated(size)) for size in sizes}
            _measure(sizes, programs, given.rounds)


def _measure(sizes: list[int], programs: dict[int, dict[str, Program]], rounds: int) -> None:
    times: dict[tuple[int, str], list[float]] = {}
    works: dict[tuple[int, str], list[float]] = {}
    for turn in range(rounds + 5):
        for size, named in programs.items():
            for name, program in named.items():
                started, worked = time.perf_counter(), time.process_time()
                program(turn)
                if turn >= 5:
                    works.setdefault((size, name), []).append((time.process_time() - worked) * 1000)
                    times.setdefault((size, name), []).append((time.perf_counter() - started) * 1000)
    print(f"{connection.vendor}, {rounds} rounds")
    for name in programs[sizes[0]]:
        told = []
        for size in sizes:
            with CaptureQueriesContext(connection) as queries:
                programs[size][name](rounds + 5)
            clocked, worked = _told(times[size, name]), _told(works[size, name])
            told.append(f"{size:>9,} contacts {clocked}, work {worked}, {len(queries)} queries")
        last, first = times[sizes[-1], name], times[sizes[0], name]
        print(f"{name:>9}: {'; '.join(told)}; ratio {statistics.median(last) / statistics.median(first):.2f}")


def _told(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ms (p95 {statistics.quantiles(values, n=20)[-1]:.1f})"


def _populated(size: int) -> Population:
    made = Population(members=20)
    member = made.members[0]
    with scope(made.organisation):
        kinds = [ActivityType.objects.create(name=f"E-mail {n}", category="email") for n in range(3)]
        companies = Company.objects.bulk_create(
            [
                Company(name=f"C {n}", name_key=f"c {n}", domain=f"c{n}.example", sales_rep=member)
                for n in range(size // 4)
            ],
            batch_size=5000,
        )
        Contact.objects.bulk_create(
            [
                Contact(name=f"P {n}", email=f"p{n}@c{n // 4}.example", company=companies[n // 4])
                for n in range(len(companies) * 4)
            ],
            batch_size=5000,
        )
        now = clock.now()
        CapturedMail.objects.bulk_create(
            CapturedMail(
                owner=member,
                message_id=f"learnt-{n}",
                direction="out" if n % 3 else "in",
                sent_at=now,
                address=f"p{n % 90}@c{n % 90 // 4}.example",
                is_known=True,
                # A few of them still wait: those are on the start card.
                state="logged" if n > WAITING else "waiting",
                chosen_type_id=kinds[n % 3].pk if n > WAITING else None,
                captured_at=now,
                settled_at=now if n > WAITING else None,
            )
            for n in range(LEARNT + WAITING)
        )
        subject = f"g-{made.organisation.pk}"
        GoogleAccount.objects.create(member=member, subject=subject, email=member.email, connected_at=now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"{size:>9,} contacts made", flush=True)
    return made


def _programs(google: Google, made: Population) -> dict[str, Program]:
    member, client = made.members[0], Client()

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
                "userIdToken": google.user_token(f"g-{made.organisation.pk}", member.email),
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
