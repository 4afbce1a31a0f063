"""A ticket for fetching the same shared part again.

Who may see a part is decided with all that a page costs. Where nothing has changed about who asks, the next fetch of
the same part need not go through that again: it brings the ticket that the last one was given, and it is enough to ask
whether everything still is as it was then (see `web.live.holders`). So hundreds of viewers fetch a board without
keeping those waiting who record. A ticket is good for this session, this address and ten minutes, and never beyond the
end of the day.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from pacesetter.people.models import Member
from pacesetter.web.live.holders import Holder, facts_of
from pacesetter.web.live.sign import sign_of
from pacesetter.web.membership import provider_organisation

HEADER = "Live-Ticket"
_LASTS = 600  # seconds; longer than a stream, with each of which comes a new one
_SALT = "pacesetter.web.live.ticket"


@dataclass(frozen=True, slots=True)
class Fetch:
    """What a ticket is bound to: the session, and the address as this browser asks for it."""

    session_key: str
    path: str
    query: str
    languages: str | None

    @property
    def salt(self) -> str:
        return sign_of(_SALT, self.session_key, self.path, self.query, self.languages)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who holds it, what they are shown, and until when it is good, in seconds of `time.time`."""

    sign: str
    holder: Holder
    until: float

    @property
    def is_over(self) -> bool:
        return time.time() >= self.until


def ticket_for(request: HttpRequest, sign: str) -> str:
    """A ticket for the part that `sign` stands for; "" for whoever has no session or asks in nobody's name."""
    member: Member | None = getattr(request, "member", None)
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if member is None or not session_key or member.user_id is None:
        return ""
    is_by_provider = provider_organisation(request.session) is not None
    facts = facts_of(member, request.user)  # type: ignore[arg-type]
    until = _end(timezone.now().astimezone(member.zone()))
    fetch = Fetch(
        session_key, request.path, request.META.get("QUERY_STRING", ""), request.headers.get("Accept-Language")
    )
    made = [sign, member.user_id, member.organisation_id, is_by_provider, facts, until]
    return signing.dumps(made, salt=fetch.salt)


def read_ticket(written: str, fetch: Fetch) -> Ticket | None:
    """The ticket that was brought along; None for one that is not good here or no more."""
    try:
        sign, user_id, organisation_id, is_by_provider, facts, until = signing.loads(written, salt=fetch.salt)
    except (signing.BadSignature, ValueError):
        return None
    ticket = Ticket(sign, Holder(fetch.session_key, user_id, organisation_id, is_by_provider, facts), until)
    return None if ticket.is_over else ticket


def _end(now: datetime) -> int:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(min(time.time() + _LASTS, midnight.timestamp()))
