"""A part that many viewers fetch at the same moment is made once.

A page that refreshes says in the header `Live` which message made it do so. What was made since this process heard of
that message shows what it was told for, and whoever may see the very same gets it too. Everything else is made anew, so
a page that somebody loads is never older than the load.

Whoever asks for a stream at the part's address is told of changes there, and what they are (see `web.live.telling`).
"""

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from pacesetter.web.live.handover import handed_over, is_for_stream
from pacesetter.web.live.known import known_since
from pacesetter.web.live.sign import sign_of
from pacesetter.web.live.ticket import HEADER, ticket_for
from pacesetter.web.member_view import MemberRequest

# What a kept part depends on, said with each answer that is one.
VARY = "HX-Request, Cookie, Accept-Encoding"
# Different parts that a process keeps: some hundred kilobytes each where they are large.
_MOST = 64
# What the server puts into the environment of a request that it makes in the name of somebody who holds a stream. No
# header of a browser can be called so.
FOR_STREAM = "pacesetter.for_stream"


@dataclass(frozen=True)
class Kept:
    """A part, and when this process began to make it, by `time.monotonic`."""

    made_at: float
    content: bytes
    content_type: str

    @cached_property
    def body(self) -> bytes:
        """The part, compressed."""
        return gzip.compress(self.content, 5, mtime=0)


@dataclass
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: Kept | None = None


_places: OrderedDict[str, _Place] = OrderedDict()
_guard = threading.Lock()


def shared(request: MemberRequest, sees: Hashable, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The part that `make` makes, or the same made for another viewer since the change.

    `sees` is all that decides, besides the address and the language, what stands on the part: the organisation, the
    members who may be seen, the day. Two viewers with equal ones are shown the same. Whoever is to be told something
    besides gets a part of their own.
    """
    sign = sign_of(request.get_full_path(), get_language(), sees)
    if is_for_stream(request):
        member = request.member
        return handed_over(request, member.organisation_id, f"member-{member.pk}", ticket_for(request, sign))
    answer = _answer(request, sign, make)
    # What a browser loads as a page can't be read by its script.
    if "HX-Request" in request.headers and (ticket := ticket_for(request, sign)):
        answer.headers[HEADER] = ticket
    return answer


def _answer(request: HttpRequest, sign: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    since = known_since(request.headers.get("Live", ""))
    if since is None or not _is_shareable(request):
        return make()
    if len(get_messages(request)):
        # A word for whoever fetches it is not to be lost to a stream.
        return HttpResponse(status=204) if FOR_STREAM in request.META else make()
    place = _place(sign)
    # Whoever comes while it is being made waits for it: that is sooner than making it too.
    with place.lock:
        kept = place.kept
        if kept is None or kept.made_at < since:
            made_at = time.monotonic()
            response = make()
            if response.status_code != 200 or not isinstance(response, HttpResponse):
                return response
            kept = place.kept = Kept(made_at, response.content, response.headers["Content-Type"])
    if FOR_STREAM in request.META:
        return HttpResponse(status=204)
    answer = HttpResponse(kept.body, content_type=kept.content_type)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = VARY
    return answer


def _is_shareable(request: HttpRequest) -> bool:
    """Whether the part alone is asked for, and may come compressed: a whole page has somebody's name on it."""
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    return is_part and "gzip" in request.headers.get("Accept-Encoding", "")


def kept_since(sign: str, since: float) -> Kept | None:
    """What was made since then for those who see what `sign` stands for, without waiting. None where nothing was."""
    place = _places.get(sign)
    kept = place.kept if place else None
    return kept if kept and kept.made_at >= since else None


def _place(sign: str) -> _Place:
    with _guard:
        place = _places.pop(sign, None) or _Place()
        _places[sign] = place
        while len(_places) > _MOST:
            _places.popitem(last=False)
        return place
