"""Let the add-on in a Google account act for oneself, and let it no more."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.access import get_google_account_for
from pacesetter.capture.gmail.connecting import asking_with
from pacesetter.capture.verbs import connect_google_account, disconnect_google_account
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.capture.elsewhere import elsewhere
from pacesetter.web.changing import done_if_sure
from pacesetter.web.going_back import back_address
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["GET", "POST"])
@member_view
def google_account_request(request: MemberRequest, ticket: str) -> HttpResponse:
    """Ask whether the account is the member's; POST says so."""
    email, error, is_done, status = "", "", False, 200
    try:
        asking = asking_with(ticket)
    except Refusal as refusal:
        error, status = refusal.message, 410
    else:
        email = asking.email
        if request.method == "POST":
            try:
                connect_google_account(asking, by=request.member)
                is_done = True
            except NotAllowed:
                raise
            except Refusal as refusal:
                error, status = refusal.message, 422
    context = {"email": email, "error": error, "is_done": is_done, "place": "profile"}
    context["elsewhere"] = "" if is_done or error else elsewhere(request)
    response = render(request, "web/capture/google_account_request.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["DELETE"])
@member_view
def google_account(request: MemberRequest, google_account_id: int) -> HttpResponse:
    """DELETE disconnects it: one's own, and for administrators everybody's."""
    account = get_google_account_for(request.member, google_account_id)
    return done_if_sure(
        request,
        lambda: disconnect_google_account(account, by=request.member),
        what=_("Disconnect %(email)s?") % {"email": account.email},
        loss=_("The add-on there logs nothing more, until somebody opens it there and connects it anew."),
        deed=_("Disconnect"),
        done=_("Disconnected. The add-on in Gmail does nothing more until it is connected again."),
        back=back_address(request, "own_mail"),
    )
