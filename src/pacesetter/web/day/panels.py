"""Panels: a small form that opens under a to-do with htmx, and is a page of its own without."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from pacesetter.core.refusal import Refusal
from pacesetter.web.going_back import back_address, go_back
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.swaps import is_swap


def panel(
    request: MemberRequest, template: str, activity_id: int, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show the panel `template`. With a status that is an error, it takes its place under the to-do again."""
    swap = is_swap(request)
    full = {**context, "panel": template, "next": back_address(request), "is_swap": swap}
    response = render(request, template if swap else "web/day/panel.html", full, status=status)
    if swap and status != 200:
        response.headers["HX-Retarget"] = f"#panel-{activity_id}"
        response.headers["HX-Reswap"] = "innerHTML"
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def refused(request: MemberRequest, refusal: Refusal) -> HttpResponse:
    """Say on the page they came from why not."""
    messages.error(request, refusal.message)
    return go_back(request)
