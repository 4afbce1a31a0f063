"""Changing the address with which one logs in."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pacesetter.people.verbs import ask_for_email, change_email
from pacesetter.people.verbs.change_email import asked_email
from pacesetter.web.forms.profile import EmailForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said, refusals_shown
from pacesetter.web.secret_address import keep_address


@require_http_methods(["GET", "POST"])
@member_view
def own_email(request: MemberRequest) -> HttpResponse:
    """Ask for the new address and send a link there. Somebody else before a screen that was left open does not get
    here: the password or a second factor is asked for first."""
    answer: HttpResponse = _asked(request)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator]
def _asked(request: MemberRequest) -> HttpResponse:
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            ask_for_email(request.member, form.cleaned_data["email"], by=request.member)
            text = _("A link is on its way to %(address)s. Open it to use that address.")
            messages.success(request, text % {"address": form.cleaned_data["email"]})
            return redirect("profile")
    return render(request, "web/people/email.html", {"form": form, "place": "profile"})


@never_cache
@require_http_methods(["GET", "POST"])
@member_view
def new_email(request: MemberRequest, secret: str) -> HttpResponse:
    """The page behind the link. Only whoever asked for it can use it: a mistyped address must not give the log-in to
    whom it belongs."""
    user = request.member.user
    address = asked_email(secret, user) if user else None
    if user is not None and address and request.method == "POST":
        with refusals_said(request):
            change_email(secret, user)
            messages.success(request, _("From now on you log in with %(address)s.") % {"address": address})
        return redirect("profile")
    page = "web/people/new_email.html"
    response = render(request, page, {"address": address, "place": "profile"}, status=200 if address else 410)
    return keep_address(response)
