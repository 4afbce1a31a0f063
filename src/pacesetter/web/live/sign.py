"""Whether a part that refreshes by itself would come out as it stands there already.

A part that is made for one viewer alone hears of the changes of everybody in the organisation, and most of them are
nothing to it. So it carries a sign of all that it was made from; a refresh sends it back in the header `Live-Sign`, and
where it is the same still, nothing has to be written or sent.
"""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse


def sign_of(*parts: object) -> str:
    """A short text that is another one as soon as one of the parts reads otherwise."""
    return blake2b(repr(parts).encode(), digest_size=9).hexdigest()


def same_still(request: HttpRequest, sign: str) -> HttpResponse | None:
    """The answer to a refresh of what is there already: nothing. None where the part has to be made."""
    if "Live" not in request.headers or request.headers.get("Live-Sign") != sign:
        return None
    return HttpResponse(status=204, headers={"Vary": "HX-Request, Cookie, Live, Live-Sign"})
