"""Taking a whole import back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.imports.access import get_import_for
from pacesetter.imports.models import BatchState
from pacesetter.imports.verbs import set_going
from pacesetter.imports.verbs.undo import changed_since
from pacesetter.imports.work import Work
from pacesetter.web.imports.result import counted
from pacesetter.web.member_view import MemberRequest, coordinator_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "POST"])
@coordinator_view
def import_removal(request: MemberRequest, import_id: int) -> HttpResponse:
    """GET asks, and tells what would stay because somebody has worked on it since; POST takes back."""
    batch = get_import_for(request.member, import_id)
    if request.method == "POST":
        with refusals_said(request):
            set_going(batch, by=request.member, work=Work.UNDO, keep_changed=request.POST.get("keep") == "yes")
        return redirect("import", import_id=import_id)
    if batch.state not in (BatchState.COMMITTING, BatchState.DONE, BatchState.UNDOING):
        return redirect("import", import_id=import_id)
    facts = {
        "batch": batch,
        "counts": counted(batch),
        "changed": changed_since(batch).count(),
        "place": "companies",
    }
    return render(request, "web/imports/removal.html", facts)
