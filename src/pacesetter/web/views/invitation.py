"""Accepting an invitation: the page behind the link in the mail."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.people.invitations import invitation_of, needs_password
from pacesetter.people.models import Member
from pacesetter.people.verbs import accept_invitation
from pacesetter.web.forms.invitation import NewPasswordForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.letting_in import let_in
from pacesetter.web.membership import choose
from pacesetter.web.secret_address import keep_address


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites whom; on the button, let them in. A link that works no longer says so."""
    open_invitation = invitation_of(secret)
    if open_invitation is None:
        return _page(request, "web/invitation_gone.html", {}, status=410)
    is_new = needs_password(open_invitation)
    form = NewPasswordForm(request.POST or None) if is_new else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            member = accept_invitation(secret, password=form.cleaned_data["password"] if form else "")
        except Refusal as refusal:
            form = form or NewPasswordForm({})
            show_refusal(form, refusal)
        else:
            return _let_in(request, member, is_new=is_new)
    facts = {"invitation": open_invitation, "form": form, "is_new": is_new}
    return _page(request, "web/invitation.html", facts)


def _let_in(request: HttpRequest, member: Member, *, is_new: bool) -> HttpResponse:
    """Somebody new is logged in by the password just chosen. Somebody with a log-in has to use it: the link alone opens
    no other organisation of theirs."""
    assert member.user is not None  # noqa: S101 - accepting has just set it
    if request.user.is_authenticated and request.user.pk != member.user_id:
        logout(request)
    if is_new:
        let_in(request, member.user)
    if request.user.is_authenticated:
        choose(member, request.session)
        return redirect("home")
    messages.success(
        request,
        _("You belong to %(organisation)s now. Log in as always.") % {"organisation": member.organisation.name},
    )
    return redirect("account_login")


def _page(request: HttpRequest, template: str, facts: Mapping[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, facts, status=status)
    return keep_address(response)
