"""Bringing an import in, and stopping that."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pacesetter.imports.access import get_import_for
from pacesetter.imports.verbs import set_going, stop
from pacesetter.imports.work import Work
from pacesetter.web.member_view import MemberRequest, coordinator_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["POST", "DELETE"])
@coordinator_view
def import_run(request: MemberRequest, import_id: int) -> HttpResponse:
    """POST brings in what was checked, or goes on with what was cut off; DELETE stops whatever is going on."""
    batch = get_import_for(request.member, import_id)
    with refusals_said(request):
        if request.method == "DELETE":
            stop(batch, by=request.member)
        else:
            set_going(batch, by=request.member, work=Work.COMMIT)
    return redirect("import", import_id=import_id)
