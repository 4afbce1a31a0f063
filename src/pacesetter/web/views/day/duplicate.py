"""The mark that an activity was recorded twice: set it, or take it away."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_for, get_activity_to_change_for
from pacesetter.activities.models import Activity, Status
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.web.day.lines import lines_of
from pacesetter.web.day.saying import called
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.undo import say_with_undo

# Twins are recorded close to each other.
_DAYS, _NEAR, _MOST = 3, 200, 20


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def activity_duplicate(request: MemberRequest, activity_id: int) -> HttpResponse:
    """GET offers what it may be a duplicate of, POST marks it (`of`), DELETE takes the mark away."""
    row = get_activity_to_change_for(request.member, activity_id)
    if request.method == "GET":
        return _ask(request, row)
    page = redirect("activity", row.pk)
    page.status_code = 303
    try:
        if request.method == "DELETE":
            verbs.mark_duplicate(row, by=request.member, of=None)
            messages.success(request, _("%(activity)s counts again.") % {"activity": called(row)})
            return page
        other_id = written_id(request.POST.get("of", ""))
        if other_id is None:
            raise Refusal(_("Choose the one activity that should count."), field="of")
        verbs.mark_duplicate(row, by=request.member, of=get_activity_for(request.member, other_id))
    except Refusal as refusal:
        return _ask(request, row, refusal)
    say_with_undo(
        request,
        _("%(activity)s is marked as a duplicate and counts no more.") % {"activity": called(row)},
        reverse("activity_duplicate", args=[row.pk]),
    )
    return page


def _ask(request: MemberRequest, row: Activity, refusal: Refusal | None = None) -> HttpResponse:
    day = row.completed_on or row.due_on or row.created_at.date()
    first, last = day - timedelta(days=_DAYS), day + timedelta(days=_DAYS)
    own = Activity.objects.filter(owner=row.owner_id, deleted_at__isnull=True, duplicate_of__isnull=True)
    others = own.exclude(pk=row.pk).order_by("-pk").values_list("pk", "company_id", "activity_type_id")
    # Each by its own index: asked for both at once, PostgreSQL goes through everybody's activities from the end.
    done = others.filter(completed_on__range=(first, last))[:_NEAR]
    planned = others.filter(status=Status.PLANNED, due_on__range=(first, last))[:_NEAR]
    same_first = sorted({*done, *planned}, reverse=True)[:_NEAR]
    likely = sorted(same_first, key=lambda one: (one[1] != row.company_id, one[2] != row.activity_type_id))
    # Of hundreds that are near a few are shown, and only they are read.
    ids = [one[0] for one in likely[:_MOST]]
    shown = Activity.objects.select_related("company").in_bulk(ids)
    context = {
        "activity": row,
        "title": called(row),
        "lines": lines_of(request.member, [shown[pk] for pk in ids if pk in shown], day),
        "refusal": refusal,
        "place": "my_day",
    }
    return render(request, "web/day/duplicate.html", context, status=422 if refusal else 200)
