"""Lists of Brevo, filled.

Who is known there already is put into the list by their address, up to 150 at once; whoever is not is made, one at a
time, in the list. Neither changes whether somebody wants mail: who unsubscribed stays so in whatever list they are.
(Importing many at once would not tell what came of each.)
"""

from collections.abc import Sequence
from urllib.parse import quote

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.shapes import Filled, Subscriber
from pacesetter.integrations.campaigns.unverified import text_at, value_at
from pacesetter.integrations.failure import Failure, FailureKind

AT_ONCE = 150
# What they are called where an account was made in English.
FIRST_NAME, LAST_NAME = "FIRSTNAME", "LASTNAME"


def fill(caller: Caller, list_id: str, people: Sequence[Subscriber]) -> Filled:
    """Put people into a list, at most `AT_ONCE`. Raises `Failure`."""
    joined = _joined(caller, list_id, people)
    known = [one.address for one in people if one.address.lower() in joined]
    added, there, refused = len(known), 0, list[str]()
    for one in people:
        if one.address.lower() in joined:
            continue
        answer = _made(caller, list_id, one)
        if answer.ok:
            added += 1
        elif _is_known(answer):
            # They were not put into it above, so they were in it.
            there += 1
            known.append(one.address)
        else:
            said = text_at(answer.json_or_none(), "message") or "refused"
            refused.append(said.replace(one.address, "…")[:200])
    return Filled(added, there, refused, known)


def rename(caller: Caller, person: Subscriber) -> bool:
    """Change the name alone. Raises `Failure`."""
    path = f"/contacts/{quote(person.address, safe='')}"
    return caller.send("PUT", path, json_body={"attributes": _named(caller, person)}, accept=(400, 404)).ok


def _joined(caller: Caller, list_id: str, people: Sequence[Subscriber]) -> frozenset[str]:
    path = f"/contacts/lists/{quote(list_id, safe='')}/contacts/add"
    body = {"emails": [one.address for one in people]}
    # 400: none of them is both known and not in the list yet. What else may be wrong is told with each.
    answer = caller.send("POST", path, json_body=body, pretend={"contacts": {"success": []}}, accept=(400,))
    if not answer.ok:
        return frozenset()
    success = value_at(value_at(answer.json_or_none(), "contacts"), "success")
    if success is not None and not isinstance(success, list):
        raise Failure(FailureKind.TEMPORARY, "The answer does not say what came of it.")
    return frozenset(str(one).lower() for one in success or [])


def _made(caller: Caller, list_id: str, one: Subscriber) -> Answer:
    body = {
        "email": one.address,
        "attributes": _named(caller, one),
        "listIds": [int(list_id)],
        "updateEnabled": False,
    }
    return caller.send("POST", "/contacts", json_body=body, accept=(400,))


def _is_known(answer: Answer) -> bool:
    """It has been said in three ways over the years."""
    body = answer.json_or_none()
    twice = value_at(value_at(body, "metadata"), "duplicate_identifiers")
    return (
        text_at(body, "code") == "duplicate_parameter"
        or (isinstance(twice, list) and "email" in twice)
        or "already exist" in text_at(body, "message")
    )


def _named(caller: Caller, one: Subscriber) -> dict[str, str]:
    row = caller.connection
    names = {
        str(row.setting("first_name", FIRST_NAME)): one.first_name,
        str(row.setting("last_name", LAST_NAME)): one.last_name,
    }
    return {name: text for name, text in names.items() if text}
