"""How long the answers to the add-in in Outlook take, with few contacts and with 100 thousand.

    PACESETTER_DATABASE_URL=… python -m benchmarks.addin_pane [--sizes 1000,100000] [--rounds 100]

One organisation for each size, all in one database; they take turns. A member with 400 e-mails classified, from which
suggestions come, opens the pane beside mails of people whom they know and of strangers, logs one, writes one and says
what it is, and presses "Send" in one of which nothing is said. From the request to the answer, with the token looked
up.
"""

import argparse
import json
import os
from datetime import UTC, datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from django.test import Client, override_settings  # noqa: E402

from benchmarks.correspondence import Program, corresponding, take_turns  # noqa: E402
from benchmarks.population import Population  # noqa: E402
from pacesetter.addins.outlook.tests.conftest import pane_of  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,100000")
    options.add_argument("--rounds", type=int, default=100)
    given = options.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with override_settings(SECURE_SSL_REDIRECT=False, ALLOWED_HOSTS=["*"]):
        take_turns(sizes, {size: _programs(corresponding(size)) for size in sizes}, given.rounds)


def _programs(made: Population) -> dict[str, Program]:
    member, client = made.members[0], Client()
    secret = pane_of(member).secret

    def ask(path: str, content: Any) -> Any:
        answer = client.post(
            f"/addins/outlook/{path}",
            json.dumps(content),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answer.status_code == 200, answer.content  # noqa: S101
        return answer.json()

    def mail(turn: int, address: str) -> dict[str, Any]:
        return {
            "message_id": f"<{made.organisation.pk}-{turn}-{address}@x>",
            "sent_at": datetime.now(UTC).isoformat(),
            "sender": {"address": member.email, "name": member.name},
            "to": [{"address": address, "name": ""}],
            "headers": "In-Reply-To: <earlier@x.example>\r\n",
        }

    def known(turn: int) -> str:
        return f"p{turn % 200}@c{turn % 200 // 4}.example"

    def draft(turn: int) -> dict[str, Any]:
        return {"to": [{"address": f"p{turn}@c{turn // 4}.example", "name": ""}], "answers": "<earlier@x.example>"}

    def logged(turn: int) -> Any:
        opened = mail(turn, known(turn % 80))
        told = ask("mail/", opened)
        answer = ask("activities/", {"mail": opened, "choice": {"type": told["types"][0]["id"]}})
        assert answer["state"] == "logged", answer  # noqa: S101
        return answer

    def said(turn: int) -> Any:
        told = ask("drafts/", draft(turn))
        return ask("intents/", {"draft": draft(turn), "choice": {"type": told["types"][0]["id"]}})

    return {
        "known": lambda turn: ask("mail/", mail(turn, known(turn))),
        "stranger": lambda turn: ask("mail/", mail(turn, f"x{turn}@unknown{turn}.example")),
        "both": logged,
        "writing": lambda turn: ask("drafts/", draft(turn)),
        "said": said,
        "question": lambda turn: ask("questions/", draft(turn)),
    }


if __name__ == "__main__":
    main()
