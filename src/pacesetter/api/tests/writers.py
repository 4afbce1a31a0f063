"""Clients of the API that use every operation which changes an activity, with every field."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pacesetter.api.tests.killed_servers import House

ALL = "/api/v1/activities"
ONE = f"{ALL}/{{activity_id}}"


@dataclass(frozen=True)
class Known:
    """What a writer may name, by ids."""

    types: list[int]
    outcomes: list[int]
    owners: list[int]
    members: list[int]
    companies: list[int]
    contacts: list[int]


Body = dict[str, Any] | None


def _edits(dice: random.Random, known: Known) -> Body:
    fields: dict[str, Any] = {
        "minutes": dice.randrange(60),
        "value": str(dice.randrange(-100, 1000)),
        "activity_type_id": dice.choice(known.types),
        "owner_id": dice.choice(known.owners),
        "company_id": dice.choice([None, *known.companies]),
        "contact_ids": dice.sample(known.contacts, dice.randint(0, len(known.contacts))),
        "participant_ids": dice.sample(known.members, dice.randint(0, 2)),
        "outcome_id": dice.choice([None, *known.outcomes]),
        "completed_at": _moment(dice),
        "subject": dice.choice(["", "Offer"]),
        "note": dice.choice(["", "Called back"]),
    }
    return {name: fields[name] for name in dice.sample(list(fields), dice.randint(1, 3))}


def _moment(dice: random.Random) -> str:
    return f"2026-{dice.randint(1, 3):02}-{dice.randint(1, 28):02}T{dice.randrange(24):02}:00:00Z"


def _completion(dice: random.Random, known: Known) -> Body:
    fields = {"minutes": dice.randrange(60), "outcome_id": dice.choice([None, *known.outcomes]), "at": _moment(dice)}
    return {name: fields[name] for name in dice.sample(list(fields), dice.randint(0, 3))}


def _schedule(dice: random.Random, known: Known) -> Body:
    return dice.choice([{"due_on": "2030-01-15"}, {"due_at": "2030-01-16T09:30:00Z"}])


def _empty(dice: random.Random, known: Known) -> Body:
    return {}


def _none(dice: random.Random, known: Known) -> Body:
    return None


@dataclass(frozen=True)
class Operation:
    """The verbs that an operation calls, and what is sent."""

    verbs: tuple[str, ...]
    body: Callable[[random.Random, Known], Body]


def _record(dice: random.Random, known: Known) -> Body:
    body: dict[str, Any] = {
        "activity_type_id": dice.choice(known.types),
        "company_id": dice.choice([None, *known.companies]),
        "status": dice.choice(["completed", "planned"]),
        "minutes": dice.randrange(60),
        "value": str(dice.randrange(1000)),
    }
    if dice.random() < 0.2:
        body |= {"participant_ids": dice.sample(known.members, 2), "contact_ids": known.contacts[:1]}
    return body


# Every operation of the API that changes an activity.
OPERATIONS: dict[tuple[str, str], Operation] = {
    ("POST", ALL): Operation(("log", "plan"), _record),
    ("PATCH", ONE): Operation(("edit",), _edits),
    ("DELETE", ONE): Operation(("delete",), _none),
    ("DELETE", f"{ONE}/deletion"): Operation(("restore",), _none),
    ("PUT", f"{ONE}/completion"): Operation(("complete",), _completion),
    ("DELETE", f"{ONE}/completion"): Operation(("reopen",), _none),
    ("PUT", f"{ONE}/cancellation"): Operation(("cancel",), _empty),
    ("DELETE", f"{ONE}/cancellation"): Operation(("reopen",), _none),
    ("PUT", f"{ONE}/schedule"): Operation(("reschedule",), _schedule),
}
# Much is changed in other ways than by being finished or gone.
_OFTEN = [*OPERATIONS, ("PATCH", ONE), ("PATCH", ONE), ("PUT", f"{ONE}/completion")]
_OFTEN.remove(("POST", ALL))


@dataclass
class Writer:
    """One client that records, changes and undoes activities until it is told to stop."""

    house: House
    secret: str
    known: Known
    number: int
    dice: random.Random = field(init=False)
    acknowledged: dict[str, int] = field(default_factory=dict)
    mine: list[int] = field(default_factory=list)
    # By operation and status.
    answers: Counter[tuple[tuple[str, str], int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.number)

    @property
    def answered(self) -> int:
        """How often it was answered."""
        return self.answers.total()

    def run(self, stop: threading.Event) -> None:
        keys = (f"writer-{self.number}-{n}" for n in range(10**9))
        while not stop.is_set():
            if not self.mine or self.dice.random() < 0.4:
                self._record(next(keys), stop)
            else:
                operation = self.dice.choice(_OFTEN)
                # Mostly what was recorded last, which others are at as well.
                self._ask(operation, self.dice.choice(self.mine[-40:]), {})

    def _record(self, key: str, stop: threading.Event) -> None:
        # Whoever gets no answer asks again with the same key and body, as a phone on the road does.
        operation = ("POST", ALL)
        body = OPERATIONS[operation].body(self.dice, self.known)
        while True:
            status, answer = self._ask(operation, 0, {"Idempotency-Key": key}, body)
            if status in (200, 201):
                self.acknowledged[key] = answer["id"]
                self.mine.append(answer["id"])
                return
            if status or stop.is_set():
                return
            time.sleep(0.05)

    def _ask(
        self, operation: tuple[str, str], activity_id: int, headers: dict[str, str], body: Body = None
    ) -> tuple[int, Any]:
        method, address = operation
        body = OPERATIONS[operation].body(self.dice, self.known) if body is None else body
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        try:
            connection.request(
                method,
                address.format(activity_id=activity_id),
                None if body is None else json.dumps(body),
                {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json", **headers},
            )
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()
        self.answers[operation, response.status] += 1
        return response.status, json.loads(text) if text else None
