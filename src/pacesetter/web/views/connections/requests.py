"""What was asked of another system, and trying again what failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pacesetter.core.written_ids import written_id
from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.models import SentRequest
from pacesetter.integrations.verbs import retry_job
from pacesetter.web.connections.export import requests_export
from pacesetter.web.connections.shown import shown_connection, shown_request
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.refusals import refusals_said


@require_safe
@administrator_view
def connection_requests(request: MemberRequest, connection_id: int) -> HttpResponseBase:
    """The latest first; with `?only=failed` those that failed."""
    row = get_connection_for(request.member, connection_id)
    only_failed = request.GET.get("only") == "failed"
    rows = SentRequest.objects.filter(connection=row).order_by("-pk")
    rows = rows.exclude(failure_kind="") if only_failed else rows
    if answer := exported(request, requests_export(str(shown_connection(row).name), rows)):
        return answer
    page = page_of(request, rows)
    context = {
        "connection": shown_connection(row),
        "page": page,
        "lines": [shown_request(one) for one in page],
        "only_failed": only_failed,
        "query": other_query(request),
        "settings_place": "connections",
    }
    return render(request, "web/connections/requests.html", context)


@require_POST
@administrator_view
def connection_retry(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Try again `job`, or all that failed."""
    row = get_connection_for(request.member, connection_id)
    job_id = written_id(request.POST.get("job", ""))
    with refusals_said(request):
        count = retry_job(row, by=request.member, job_id=job_id)
        text = ngettext("%(count)d is tried again now.", "%(count)d are tried again now.", count) % {"count": count}
        messages.success(request, text if count else _("There is nothing to try again."))
    return redirect("connection", connection_id=row.pk)
