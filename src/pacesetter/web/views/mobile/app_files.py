"""What a browser reads to install the app: the manifest and the worker. Both are the same for everybody."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest."""
    about = {
        "id": "/",
        "name": "Pacesetter",
        "short_name": "Pacesetter",
        "description": _("Activities, to-dos and figures of a sales team."),
        "start_url": reverse("my_day"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8fafc",
        "theme_color": "#1d4ed8",
        "icons": [
            {"src": static("web/app-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": static("web/app-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": static("web/app-full.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
            {"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        ],
        "shortcuts": [
            {"name": _("To-dos"), "url": reverse("to_dos")},
            {"name": _("Quick log"), "url": reverse("quick_log")},
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Asked for anew each time, so that a new one is found at once."""
    answer = render(request, "web/mobile/worker.js", content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
