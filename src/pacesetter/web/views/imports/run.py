"""Bringing an import in, and stopping that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.imports.access import get_import_for
from pacesetter.imports.verbs import set_going, stop
from pacesetter.imports.work import Work
from pacesetter.web.member_view import MemberRequest, coordinator_view


@require_http_methods(["POST", "DELETE"])
@coordinator_view
def import_run(request: MemberRequest, import_id: int) -> HttpResponse:
    """POST brings in what was checked, or goes on with what was cut off; DELETE stops whatever is going on."""
    batch = get_import_for(request.member, import_id)
    try:
        if request.method == "DELETE":
            stop(batch, by=request.member)
        else:
            set_going(batch, by=request.member, work=Work.COMMIT)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("import", import_id=import_id)
