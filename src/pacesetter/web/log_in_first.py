"""What whoever is not logged in, or no longer, is led to; and then on from where they were."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from pacesetter.web.going_back import own_path
from pacesetter.web.membership import choice_on_the_way_to

_SAFE = ("GET", "HEAD")


def log_in_first(request: HttpRequest) -> HttpResponseBase:
    """Lead to the log-in, and say to whoever sent something why they are there."""
    if request.method not in _SAFE:
        # A phone may have kept what was sent, to send it once more after the log-in: so nobody is told to.
        text = _("You were logged out meanwhile. Log in, then look whether what you did last is there.")
        messages.warning(request, text)
    path = path_back(request)
    query = urlencode({REDIRECT_FIELD_NAME: path}, safe="/") if path else ""
    return lead_to(request, f"{resolve_url(settings.LOGIN_URL)}{'?' if query else ''}{query}")


def choose_first(request: HttpRequest) -> HttpResponseBase:
    """Lead to the choice of an organisation."""
    return lead_to(request, choice_on_the_way_to(path_back(request)))


def lead_to(request: HttpRequest, address: str) -> HttpResponseBase:
    """Show another page. htmx would follow a redirect by itself and put that page into the part that it swaps."""
    return HttpResponseClientRedirect(address) if _htmx(request) else redirect(address)


def path_back(request: HttpRequest) -> str:
    """The page to return to: the one that was asked for, or the one on which something was pressed, since an address to
    which things are sent may show nothing."""
    if _asks_for_page(request):
        return request.get_full_path()
    htmx = _htmx(request)
    shown = (htmx.current_url if htmx else "") or request.headers.get("Referer", "")
    return own_path(request, shown)


def _asks_for_page(request: HttpRequest) -> bool:
    return request.method in _SAFE and not _htmx(request)


def _htmx(request: HttpRequest) -> Any:
    return getattr(request, "htmx", None)
