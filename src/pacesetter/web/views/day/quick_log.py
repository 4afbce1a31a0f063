"""The quick log: one line, what it was understood as, and saving that."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.web.day.activity_form import ActivityForm
from pacesetter.web.day.quick import Quick, understood
from pacesetter.web.going_back import back_address, go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.swaps import page_or_part
from pacesetter.web.views.day.new_activity import recorded_once, say_recorded, show_form


@require_http_methods(["GET", "POST"])
@member_view
def quick_log(request: MemberRequest) -> HttpResponse:
    """GET shows what the line was understood as; POST saves it, where that is what was shown and nothing is open."""
    sent = request.POST if request.method == "POST" else request.GET
    quick = understood(request.member, sent.get("line", "")[:300], sent)
    if request.method == "GET" or sent.get("look"):
        return _show(request, quick)
    # What was typed after the last look, or means something else by now, is shown first.
    if not quick.is_clear or sent.get("shown") != quick.digest or quick.activity_type is None:
        return _show(request, quick, status=422)
    values = quick.values.copy()
    values["next"] = back_address(request)
    form = ActivityForm(request.member, quick.activity_type, values)
    try:
        activity = recorded_once(form, sent)
    except Refusal as refusal:
        form.refuse(refusal)
        activity = None
    if activity is None:
        return show_form(request, form, status=422)
    say_recorded(request, form, activity)
    return go_back(request)


def _show(request: MemberRequest, quick: Quick, *, status: int = 200) -> HttpResponse:
    context = {"quick": quick, "next": back_address(request), "is_page": True, "place": "my_day"}
    return page_or_part(request, "web/day/quick_log.html", "web/day/_quick_preview.html", context, status=status)
