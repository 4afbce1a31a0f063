"""How a view asks for a stream: by a header of its answer, which never leaves the server (see `config.server`)."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from pacesetter.web.live.known import new_id

HEADER = "x-pacesetter-live"
# The message by which the browser learns its ticket for the part that it looks at (see `web.live.ticket`).
TICKET = "event: ticket\ndata: {ticket}\n\n"

_ID = re.compile(r"[\w-]{1,40}", re.ASCII)
# Where nobody takes the stream over (another server than ours), the browser asks again after so many milliseconds and
# fetches the page then.
_RETRY = 15_000
_WITHOUT_STREAM = "retry: {retry}\n\n{ticket}id: {message}\nevent: changed\ndata:\n\n"


@dataclass(frozen=True, slots=True)
class Handover:
    """Whose changes the stream tells, who listens (and may have so many streams open), the id of the last message that
    the browser saw, "" for none, and the ticket for the part that it looks at, "" where none is to be sent to it."""

    organisation_id: int
    viewer: str
    last_seen: str
    ticket: str = ""

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.viewer} {self.last_seen} {self.ticket}"

    @classmethod
    def read(cls, written: str) -> "Handover":
        organisation_id, viewer, last_seen, ticket = written.split(" ")
        return cls(int(organisation_id), viewer, last_seen, ticket)


def is_for_stream(request: HttpRequest) -> bool:
    """Whether a stream is asked for at an address where there is something else too."""
    return request.headers.get("Accept", "") == "text/event-stream"


def handed_over(request: HttpRequest, organisation_id: int, viewer: str, ticket: str = "") -> HttpResponse:
    """The answer that becomes a stream of the organisation's changes for this viewer."""
    last_seen = request.headers.get("Last-Event-ID", "") or request.GET.get("last", "")
    handover = Handover(organisation_id, viewer, last_seen if _ID.fullmatch(last_seen) else "", ticket)
    told = TICKET.format(ticket=ticket) if ticket else ""
    without_stream = _WITHOUT_STREAM.format(retry=_RETRY, ticket=told, message=new_id())
    response = HttpResponse(without_stream, content_type="text/event-stream; charset=utf-8")
    response.headers[HEADER] = str(handover)
    response.headers["Cache-Control"] = "no-store"
    # nginx would hold the lines back.
    response.headers["X-Accel-Buffering"] = "no"
    return response
