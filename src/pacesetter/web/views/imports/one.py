"""One import: what it is taken for, what is asked, how far it is, what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.imports.access import get_import_for
from pacesetter.imports.verbs import answer, drop, set_going
from pacesetter.imports.work import Work
from pacesetter.web.asking import asked
from pacesetter.web.imports.answered import answers_from
from pacesetter.web.imports.columns import said_of_columns
from pacesetter.web.imports.page import facts_of, is_settled
from pacesetter.web.member_view import MemberRequest, coordinator_view
from pacesetter.web.swaps import page_or_part


@require_http_methods(["GET", "POST", "DELETE"])
@coordinator_view
def one_import(request: MemberRequest, import_id: int) -> HttpResponse:
    """Show it. POST says what columns and names mean, and has every row checked once nothing is open; DELETE drops an
    import that was only looked at."""
    batch = get_import_for(request.member, import_id)
    if request.method == "DELETE":
        return _dropped(request, import_id)
    problem = ""
    if request.method == "POST":
        try:
            answers = answers_from(batch, request.POST, request.member)
            said = said_of_columns(batch, request.POST)
            answer(batch, by=request.member, answers=answers, said=said)
            # What was not asked before the columns were right is asked first.
            if is_settled(batch, request.member, asked=request.POST.getlist("asked")):
                set_going(batch, by=request.member, work=Work.TRY)
        except NotAllowed:
            raise
        except Refusal as refusal:
            problem = refusal.message
        else:
            return redirect("import", import_id=import_id)
    facts = facts_of(request, batch, problem, sent=request.POST if problem else None)
    response = page_or_part(
        request, "web/imports/import.html", "web/imports/_import.html", facts, status=422 if problem else 200
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _dropped(request: MemberRequest, import_id: int) -> HttpResponse:
    batch = get_import_for(request.member, import_id)
    name = batch.file_name
    question = asked(
        request,
        what=_("Drop %(file)s?") % {"file": name},
        loss=_("The file goes, and what you have answered about it. Nothing of it was brought in."),
        deed=_("Drop this file"),
        back=reverse("import", args=[import_id]),
    )
    if question is not None:
        return question
    try:
        drop(batch, by=request.member)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("import", import_id=import_id)
    messages.success(request, _("%(file)s is gone. Nothing of it was brought in.") % {"file": name})
    return redirect("imports")
