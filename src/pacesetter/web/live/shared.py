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

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from pacesetter.web.live.sign import sign_of
from pacesetter.web.live.ticket import HEADER, ticket_for

# Different parts that a process keeps: some tens of kilobytes each.
_MOST = 64


@dataclass
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    since: int = -1  # the change that it was made for, in milliseconds
    body: bytes = b""
    content_type: str = ""


_kept: OrderedDict[str, _Kept] = OrderedDict()
_guard = threading.Lock()


def shared(request: HttpRequest, sees: Hashable, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The part that `make` makes, or the same made for another viewer since the change.

    `sees` is all that decides, besides the address and the language, what stands on the part: the organisation, the
    members who may be seen, the day. Two viewers with equal ones are shown the same.
    """
    since = _since(request)
    if since is None or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return make()
    sign = sign_of(request.get_full_path(), get_language(), sees)
    entry = _entry(sign)
    # Whoever comes while it is being made waits for it: that is sooner than making it too.
    with entry.lock:
        if entry.since < since:
            response = make()
            if response.status_code != 200 or not isinstance(response, HttpResponse):
                return response
            entry.body = gzip.compress(response.content, 5, mtime=0)
            entry.since, entry.content_type = since, response.headers["Content-Type"]
        answer = _answer(entry)
    if ticket := ticket_for(request, sign):
        answer.headers[HEADER] = ticket
    return answer


def shared_already(request: HttpRequest, sign: str) -> HttpResponse | None:
    """What was made since the change for those who see what `sign` stands for. None where nothing was."""
    since, entry = _since(request), _kept.get(sign)
    if since is None or entry is None:
        return None
    # While it is being made, wait for it.
    with entry.lock:
        return _answer(entry) if entry.since >= since else None


def _answer(entry: _Kept) -> HttpResponse:
    answer = HttpResponse(entry.body, content_type=entry.content_type)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "HX-Request, Cookie, Accept-Encoding"
    return answer


def _since(request: HttpRequest) -> int | None:
    """When the change was heard; None for a page that is loaded, and for a time still to come."""
    written = request.headers.get("Live", "")
    if not written.isdecimal() or len(written) > 15:
        return None
    since = int(written)
    return since if 0 < since <= time.time_ns() // 1_000_000 else None


def _entry(key: str) -> _Kept:
    with _guard:
        entry = _kept.pop(key, None) or _Kept()
        _kept[key] = entry
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
        return entry
