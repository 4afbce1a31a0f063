"""A ticket for fetching the same shared part again.

Who may see a part is decided with all that a page costs. Where nothing has changed about who asks, the next fetch of
the same part need not go through that again: it brings the ticket that the last one was given, and one query says
whether everything still is as it was then. So hundreds of viewers fetch a board without keeping those waiting who
record. A ticket is good for this session, this address and ten minutes, and never beyond the end of the day.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import Exists, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from pacesetter.people.models import Member
from pacesetter.people.prepared import Prepared, Value
from pacesetter.web.live.sign import sign_of
from pacesetter.web.membership import memberships_on, provider_organisation

HEADER = "Live-Ticket"
_LASTS = 600  # seconds
_SALT = "pacesetter.web.live.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """For whom it is, what they are shown, by which facts about them, and until when."""

    sign: str
    user_id: int
    organisation_id: int
    by_provider: bool
    facts: str
    until: int


def ticket_for(request: HttpRequest, sign: str) -> str:
    """A ticket for the part that `sign` stands for; "" for whoever has no session or asks in nobody's name."""
    member: Member | None = getattr(request, "member", None)
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if member is None or not session_key or member.user_id is None:
        return ""
    is_by_provider = provider_organisation(request.session) is not None
    until = _end(timezone.now().astimezone(member.zone()))
    made = [sign, member.user_id, member.organisation_id, is_by_provider, facts_of(member), until]
    return signing.dumps(made, salt=_bound_to(request, session_key))


def ticket_of(request: HttpRequest) -> Ticket | None:
    """The ticket that the request brings; None where it has none, or one that is not good here or no more."""
    session_key, written = request.COOKIES.get(settings.SESSION_COOKIE_NAME), request.headers.get(HEADER)
    if not session_key or not written:
        return None
    try:
        ticket = Ticket(*signing.loads(written, salt=_bound_to(request, session_key)))
    except (signing.BadSignature, TypeError):
        return None
    return ticket if time.time() < ticket.until else None


def is_good_still(ticket: Ticket, session_key: str) -> bool:
    """Whether the session lasts and everything that decided what the holder sees is as it was. One query."""
    now = timezone.now()
    asked: dict[str, Value] = {
        "user_id": ticket.user_id,
        "organisation_id": ticket.organisation_id,
        "today": now.date(),
    }
    statement = _BY_PROVIDER if ticket.by_provider else _OTHERWISE
    found = statement.rows(**asked, session_key=session_key, now=now)
    return bool(found) and facts_of(found[0]) == ticket.facts


def facts_of(member: Member) -> str:
    """What about the member and the organisation decides what is shown. A new password ends sessions, so it is one."""
    organisation, user = member.organisation, member.user
    assert user is not None  # noqa: S101 - asked for by the user
    about_member = (member.pk, member.access_level, getattr(member, "leads_a_team", None), member.locale)
    about_organisation = (organisation.settings_version, organisation.second_factor)
    zones = (member.time_zone, organisation.time_zone)
    return sign_of(about_member, about_organisation, zones, user.is_active, user.password)


def _statement(*, by_provider: bool) -> "Prepared[Member]":
    def make(user_id: int, organisation_id: int, today: date, session_key: str, now: datetime) -> QuerySet[Member]:
        lasts = Session.objects.filter(session_key=session_key, expire_date__gt=now)
        there = memberships_on(today, user_id, organisation_id if by_provider else None)
        return there.filter(Exists(lasts), organisation=organisation_id).select_related("organisation", "user")[:1]

    return Prepared(make)


_OTHERWISE, _BY_PROVIDER = _statement(by_provider=False), _statement(by_provider=True)


def _bound_to(request: HttpRequest, session_key: str) -> str:
    return sign_of(_SALT, session_key, request.get_full_path(), request.headers.get("Accept-Language"))


def _end(now: datetime) -> int:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(min(time.time() + _LASTS, midnight.timestamp()))
