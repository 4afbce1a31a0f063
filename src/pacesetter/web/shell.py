"""What the frame around every page shows: a context processor."""

from typing import Any

from django.http import HttpRequest

from pacesetter.people.models import Member
from pacesetter.web.navigation import links_for

# Every page of the settings belongs to the one place that leads there.
SETTINGS_ROUTE, SETTINGS_PLACE = "settings/", "people"
THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """`member`, the `links` of the navigation, and `theme` ("" follows the system).

    `place` is the name of the address, by which the navigation marks where one is; a view whose page belongs to another
    place says so in its own context.
    """
    match = request.resolver_match
    place = (match.url_name or "") if match else ""
    if match and match.route.startswith(SETTINGS_ROUTE):
        place = SETTINGS_PLACE
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "links": (), "has_extra_links": False, "theme": "", "place": place}
    theme = member.theme if member.theme in THEMES else ""
    links = links_for(member)
    return {
        "member": member,
        "links": links,
        "has_extra_links": any(link.is_extra for link in links),
        "theme": theme,
        "place": place,
    }
