"""A part that many viewers fetch at the same moment is made once.

A page that refreshes says in the header `Live` which change made it do so: when the server heard of it. What was made
for this change or a later one shows it, and whoever may see the very same gets it too. Everything else is made anew, so
a page that somebody loads is never older than the load.
"""

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from pacesetter.web.live.sign import sign_of
from pacesetter.web.live.ticket import HEADER, ticket_for

# What a kept part depends on, said with each answer that is one.
VARY = "HX-Request, Cookie, Accept-Encoding"
# Different parts that a process keeps: some tens of kilobytes each.
_MOST = 64


@dataclass(frozen=True, slots=True)
class Kept:
    """A part, compressed, and the change that it was made for, in milliseconds."""

    since: int
    body: bytes
    content_type: str


@dataclass
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: Kept | None = None


_places: OrderedDict[str, _Place] = OrderedDict()
_guard = threading.Lock()


def shared(request: HttpRequest, sees: Hashable, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The part that `make` makes, or the same made for another viewer since the change.

    `sees` is all that decides, besides the address and the language, what stands on the part: the organisation, the
    members who may be seen, the day. Two viewers with equal ones are shown the same. Whoever is to be told something
    besides gets a part of their own.

    A HEAD with the header `Live` asks for nothing but a ticket, and gets that.
    """
    sign = sign_of(request.get_full_path(), get_language(), sees)
    answer = _answer(request, sign, make)
    # What a browser loads as a page can't be read by its script.
    if ("HX-Request" in request.headers or "Live" in request.headers) and (ticket := ticket_for(request, sign)):
        answer.headers[HEADER] = ticket
    return answer


def _answer(request: HttpRequest, sign: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    if request.method == "HEAD" and "Live" in request.headers:
        return HttpResponse(status=204)
    since = moment_of(request.headers.get("Live", ""))
    if since is None or not _is_shareable(request) or len(get_messages(request)):
        return make()
    place = _place(sign)
    # Whoever comes while it is being made waits for it: that is sooner than making it too.
    with place.lock:
        kept = place.kept
        if kept is None or kept.since < since:
            response = make()
            if response.status_code != 200 or not isinstance(response, HttpResponse):
                return response
            body = gzip.compress(response.content, 5, mtime=0)
            kept = place.kept = Kept(since, body, response.headers["Content-Type"])
    answer = HttpResponse(kept.body, content_type=kept.content_type)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = VARY
    return answer


def _is_shareable(request: HttpRequest) -> bool:
    """Whether the part alone is asked for, and may come compressed: a whole page has somebody's name on it."""
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    return is_part and "gzip" in request.headers.get("Accept-Encoding", "")


def kept_since(sign: str, since: int) -> Kept | None:
    """What was made since the change for those who see what `sign` stands for, without waiting. None where nothing
    was."""
    place = _places.get(sign)
    kept = place.kept if place else None
    return kept if kept and kept.since >= since else None


def moment_of(written: str) -> int | None:
    """When the change was heard; None for a page that is loaded, and for a time still to come."""
    if not written.isdecimal() or len(written) > 15:
        return None
    since = int(written)
    return since if 0 < since <= time.time_ns() // 1_000_000 else None


def _place(sign: str) -> _Place:
    with _guard:
        place = _places.pop(sign, None) or _Place()
        _places[sign] = place
        while len(_places) > _MOST:
            _places.popitem(last=False)
        return place
