"""Too many failed log-ins: what is shown instead of another try."""

from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The answer to a log-in that is not even tried, with the minutes to wait."""
    seconds = int(cool_off.total_seconds()) if (cool_off := get_cool_off(request)) else 0
    answer = render(request, "web/locked_out.html", {"minutes": -(-seconds // 60)}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
