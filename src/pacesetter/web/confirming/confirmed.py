"""Ask before a change that alters figures."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from pacesetter.activities.recorded import is_any_recorded
from pacesetter.core import clock
from pacesetter.kpis.preview import preview
from pacesetter.web.confirming.rows import shown_periods
from pacesetter.web.member_view import MemberRequest

FIELD = "confirmed"


def confirmed(
    request: MemberRequest,
    change: Callable[[], Any],
    what: str | Promise,
    *,
    back: str,
    place: str = "",
    if_recorded: bool = False,
) -> HttpResponse | None:
    """None where the change may be made now: the person has confirmed it, or it alters no figure. Otherwise the page to
    answer with, which shows what it would alter and sends the same form again.

    `change` calls verbs and may be called more than once; what it raises (a `Refusal`) is raised here, so a form shows
    it before anybody is asked. `what` names the change in a few words, `back` is the address of Cancel, and `place` the
    settings page that the menu marks. The view must take its input from `request.POST` alone: that is sent again.

    With `if_recorded` nothing is asked as long as nobody has recorded an activity: whoever sets an organisation up has
    dozens of changes to make, and there is nothing yet that somebody did. `change` is not tried then.
    """
    if request.POST.get(FIELD) == "yes":
        return None
    if if_recorded and not is_any_recorded():
        return None
    seen = preview(request.member.organisation, change, clock.now())
    if seen.changes_nothing:
        return None
    context = {
        "what": what,
        "back": back,
        "settings_place": place,
        "action": request.get_full_path(),
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in (FIELD, "csrfmiddlewaretoken")
            for value in values
        ],
        "member_count": len(seen.member_ids),
        "periods": shown_periods(seen, request.member.organisation.currency),
    }
    response = render(request, "web/confirm.html", context)
    if request.htmx:
        # The question takes the place of the page, whatever part the form would have swapped.
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reselect"] = "#main > *"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response
