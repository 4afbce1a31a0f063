"""What is asked of Brevo's API v3.

Whom a campaign went to is told by a file alone that Brevo writes when it is asked to (`exportRecipients`, then
`/processes/{id}`); what somebody did, by the statistics of each contact. So only those who are contacts here are asked
for, and the file is read by parts of which each is kept in one transaction.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote

from pacesetter.core import clock
from pacesetter.integrations.brevo import mapping
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.shapes import Audience, Deeds, Page, Recipient, SentCampaign
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.provider import Account

Row = TypeVar("Row")

_PER_PAGE = 50
_PER_PART = 2000
# The longest span that is answered; and how long an export takes to be written, at least.
_LONGEST_SPAN = timedelta(days=2 * 365 - 1)
_MOST_EXPORTS = 3
_WRITING = timedelta(seconds=15)


def account(caller: Caller) -> Account:
    """Whose account it is. Raises `Failure`."""
    body = caller.get("/account").json()
    name = str(body.get("companyName") or body.get("email") or "") if isinstance(body, dict) else ""
    known = str(body.get("organization_id") or body.get("email") or "") if isinstance(body, dict) else ""
    if not known:
        raise Failure(FailureKind.TEMPORARY, "The answer names no account.")
    return Account(known, name)


def sent_campaigns(caller: Caller, *, since: datetime, place: str) -> Page[SentCampaign]:
    """Campaigns sent after a moment. Raises `Failure`."""
    now = clock.now()
    params = {
        "type": "classic",
        "status": "sent",
        "statistics": "globalStats",
        "startDate": _written(max(since, now - _LONGEST_SPAN)),
        "endDate": _written(now),
        "sort": "asc",
        "excludeHtmlContent": "true",
    }
    return _page(caller, "/emailCampaigns", "campaigns", mapping.campaign, place, params)


def audiences(caller: Caller, *, place: str) -> Page[Audience]:
    """The lists of the account. Raises `Failure`."""
    return _page(caller, "/contacts/lists", "lists", mapping.audience, place, {})


def recipients(caller: Caller, campaign_id: str, *, place: str) -> Page[Recipient]:
    """Whom it was sent to: "" asks for the file, "<process>" waits for it, "<process>:<number>" reads on from there.
    Raises `Failure`, a temporary one while it is not written yet."""
    if not place:
        return Page([], _asked_for(caller, campaign_id))
    process, _colon, number = place.partition(":")
    rows, start = _exported(caller, process), int(number or 0)
    if rows is None:
        # It is begun again from the first row, for the next file may be in another order. Who is known stays once.
        return Page([], _asked_for(caller, campaign_id))
    part = list(islice(mapping.recipients(rows), start, start + _PER_PART))
    return Page(part, f"{process}:{start + len(part)}" if len(part) == _PER_PART else "")


def deeds_of(caller: Caller, campaign_id: str, recipient: Recipient) -> Deeds | None:
    """What one of them did; None where Brevo has no such contact any more. Raises `Failure`."""
    path = f"/contacts/{quote(recipient.address, safe='')}/campaignStats"
    answer = caller.get(path, accept=(404,))
    return mapping.deeds(answer.json(), campaign_id, recipient.id) if answer.ok else None


def _asked_for(caller: Caller, campaign_id: str) -> str:
    """The process that writes the file. Nothing is changed by it, so it is asked for in a dry run too."""
    times = caller.memory["exports"] = caller.memory.get("exports", 0) + 1
    if times > _MOST_EXPORTS:
        raise Failure(FailureKind.PERMANENT, "Brevo could not write the list of recipients. Try again later.")
    path = f"/emailCampaigns/{quote(campaign_id, safe='')}/exportRecipients"
    body = caller.send("POST", path, json_body={"recipientsType": "all"}, only_reads=True).json()
    process = body.get("processId") if isinstance(body, dict) else None
    if not isinstance(process, int):
        raise Failure(FailureKind.TEMPORARY, "The answer names no process.")
    return str(process)


def _exported(caller: Caller, process: str) -> bytes | None:
    """The file, None where it was not written or is no longer there. It is asked for once in a job, however many parts
    are read of it."""
    known: bytes | None = caller.memory.get(process)
    if known is None:
        body = caller.get(f"/processes/{quote(process, safe='')}").json()
        status = body.get("status") if isinstance(body, dict) else ""
        if status in ("failed", "cancelled"):
            return None
        url = str(body.get("export_url") or "") if isinstance(body, dict) and status == "completed" else ""
        if not url:
            raise Failure(FailureKind.TEMPORARY, "Brevo still writes the list of recipients.", retry_after=_WRITING)
        try:
            known = caller.memory[process] = caller.download(url).body
        except Failure as failure:
            if failure.status not in (403, 404, 410):
                raise
            return None
    return known


def _page(
    caller: Caller, path: str, name: str, read: Callable[[Any], Row | None], place: str, params: dict[str, Any]
) -> Page[Row]:
    offset = int(place or 0)
    body = caller.get(path, params={**params, "limit": _PER_PAGE, "offset": offset}).json()
    total = body.get("count") if isinstance(body, dict) else None
    # Without any, the list itself is left out.
    rows = body.get(name, []) if isinstance(body, dict) and isinstance(total, int) else None
    if not isinstance(rows, list):
        raise Failure(FailureKind.TEMPORARY, f"The answer holds no {name}.")
    after = offset + len(rows)
    is_last = not rows or after >= (total or 0)
    return Page([one for one in map(read, rows) if one is not None], "" if is_last else str(after), total)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
