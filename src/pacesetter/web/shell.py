"""What the frame around every page shows: a context processor."""

from typing import Any

from django.http import HttpRequest

from pacesetter.people.models import Member
from pacesetter.web.navigation import links_for

THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """`member`, the `links` of the navigation, and `theme` ("" follows the system)."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "links": (), "theme": ""}
    match = request.resolver_match
    place = getattr(match.func, "place", match.url_name) if match else ""
    return {
        "member": member,
        "links": links_for(member, place),
        "theme": member.theme if member.theme in THEMES else "",
    }
