"""What the frame around every page shows: a context processor."""

from typing import Any

from django.http import HttpRequest

from pacesetter.people.models import Member

# Every page of the settings belongs to the one place that leads there.
SETTINGS_ROUTE, SETTINGS_PLACE = "settings/", "people"
THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """`member` and `theme` ("" follows the system).

    `place` is the name of the address, by which the navigation marks where one is; a view whose page belongs to another
    place says so in its own context.
    """
    match = request.resolver_match
    place = (match.url_name or "") if match else ""
    if match and match.route.startswith(SETTINGS_ROUTE):
        place = SETTINGS_PLACE
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "theme": "", "place": place}
    theme = member.theme if member.theme in THEMES else ""
    return {"member": member, "theme": theme, "place": place}
