"""The window that the add-in in Outlook opens to be let in."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from pacesetter.capture.outlook.hosts import OFFICE_JS, SCRIPT_HOSTS
from pacesetter.capture.verbs import allow_add_in
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.capture.elsewhere import elsewhere
from pacesetter.web.member_view import MemberRequest, member_view


@csp_replace({"script-src": [SELF, *SCRIPT_HOSTS]})
@require_http_methods(["GET", "POST"])
@member_view
def outlook_access(request: MemberRequest) -> HttpResponse:
    """Ask the member whether Outlook may log their e-mails. POST lets it: a code goes to the pane, which the page also
    shows, for Outlooks in which windows can't speak to panes."""
    challenge, mailbox = request.GET.get("challenge", ""), request.GET.get("mailbox", "")[:254]
    code, error = "", ""
    if request.method == "POST":
        try:
            code = allow_add_in(
                request.member, by=request.member, program="outlook", challenge=challenge, mailbox=mailbox
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            error = refusal.message
    context = {"code": code, "error": error, "mailbox": mailbox, "office_js": OFFICE_JS if code else ""}
    context["elsewhere"] = "" if code else elsewhere(request)
    response = render(request, "web/capture/outlook_access.html", context, status=422 if error else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
