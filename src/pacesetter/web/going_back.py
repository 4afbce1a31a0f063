"""Where somebody comes from, and goes back to after something was done."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "next"


def asked_address(request: HttpRequest) -> str:
    """The address that the form or link carries as `next`; empty without one. Only addresses of our own: a link from
    outside must not send anybody elsewhere."""
    asked = request.POST.get(FIELD) or request.GET.get(FIELD) or ""
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


def back_address(request: HttpRequest, usual: str = "my_day") -> str:
    """The address that the form or link carries as `next`, else the page the request came from, else the page of this
    name. Only addresses of our own."""
    if asked := asked_address(request):
        return asked
    return own_path(request, request.headers.get("Referer", "")) or reverse(usual)


def own_path(request: HttpRequest, address: str) -> str:
    """The path of a page of ours that a browser names by its whole address; empty for any other."""
    if not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    parts = urlsplit(address)
    # What a phone's worker takes along is asked for by no page: nobody wants to come back to a script.
    if parts.path == reverse("worker"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def go_back(request: HttpRequest, usual: str = "my_day") -> HttpResponse:
    """Send them there. 303: whatever the method was, the page is read next."""
    response = HttpResponseRedirect(back_address(request, usual))
    response.status_code = 303
    return response
