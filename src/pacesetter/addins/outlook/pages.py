"""The pages that Outlook opens, and what it loads of ours.

They differ from every other page of the product in two ways. Outlook shows them in a frame, so its hosts may frame
them; and they load Office.js from Microsoft, which is not to be served by anybody else: it belongs to the Outlook
around it. No other page may do either.
"""

import uuid
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from pacesetter.capture.outlook.hosts import OFFICE_JS, SCRIPT_HOSTS, frame_hosts
from pacesetter.capture.reading_heads import HEADERS

_HANDLER = Path(__file__).resolve().parent.parent / "static" / "outlook" / "launchevent.js"


def inside_outlook(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page that Outlook frames and that loads Office.js."""

    @require_safe
    @xframe_options_exempt
    @wraps(view)
    def framed(request: HttpRequest) -> HttpResponseBase:
        policy = {"script-src": [SELF, *SCRIPT_HOSTS], "frame-ancestors": frame_hosts()}
        if request.GET.get("client"):
            # Where the Microsoft account logs in, its library asks Microsoft for it.
            policy["connect-src"] = [SELF, settings.ENTRA_URL]
        answer = csp_replace(policy)(view)(request)
        # Where the pane is a window of its own it must stay joined to the one in which its member logs in.
        answer.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return answer

    return framed


@inside_outlook
def pane(request: HttpRequest) -> HttpResponse:
    """The pane beside a mail, read or written. It holds nothing of anybody: it asks, with its token. `tenant` and
    `client` are those of the organisation whose manifest it was, where members log in by their Microsoft accounts."""
    tenant, client = _id(request.GET.get("tenant", "")), _id(request.GET.get("client", ""))
    context = {
        "office_js": OFFICE_JS,
        "headers": ",".join(name.lower() for name in HEADERS),
        "tenant": tenant if client else "",
        "client": client if tenant else "",
    }
    return render(request, "outlook/pane.html", context)


@inside_outlook
def handlers(request: HttpRequest) -> HttpResponse:
    """A page without content, which runs what happens when a mail is sent."""
    return render(request, "outlook/handlers.html", {"office_js": OFFICE_JS})


@require_safe
def launch_event(request: HttpRequest) -> HttpResponse:
    """What happens when a mail is sent, with our address in front, since it has no page that could tell it."""
    address = f"{settings.PUBLIC_URL}{reverse('outlook_home')}"
    text = f'var PACESETTER_SERVER = "{address}";\n{_handler()}'
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "public, max-age=600"})


@require_safe
def allowed(request: HttpRequest) -> HttpResponse:
    """Which scripts of ours may act as the add-in in classic Outlook (a well-known address that it asks)."""
    return JsonResponse({"allowed": [f"{settings.PUBLIC_URL}{reverse('outlook_launch_event')}"]})


def _id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""


@cache
def _handler() -> str:
    return _HANDLER.read_text(encoding="utf-8")
