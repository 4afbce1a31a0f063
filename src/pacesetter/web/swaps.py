"""One view, two answers: the whole page, and the part of it that htmx swaps in."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from pacesetter.web.member_view import MemberRequest


def is_swap(request: MemberRequest) -> bool:
    """Whether a part is asked for. What the browser restores from its history is a whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def page_or_part(
    request: MemberRequest,
    page: str,
    part: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    is_exported_above: bool = False,
) -> HttpResponse:
    """Render the template `page`, or its partial `part` for htmx; messages travel along with a part, and so do the
    links to the files where they stand above it (`<c-export-links apart="1" />`)."""
    swap = is_swap(request)
    response = render(request, part if swap else page, dict(context), status=status)
    if swap and len(get_messages(request)):
        response.write(render_to_string("web/_messages.html", {"is_swap": True}, request))
    if swap and is_exported_above:
        response.write(render_to_string("web/_export_links.html", {}, request))
    response.headers["Vary"] = "HX-Request, Cookie"
    return response
