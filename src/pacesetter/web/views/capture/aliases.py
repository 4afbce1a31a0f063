"""Other addresses from which a member writes: they count once a link that went there was opened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.capture.access import get_alias_for
from pacesetter.capture.verbs import add_alias, ask_about_alias, confirm_alias, remove_alias
from pacesetter.capture.verbs.aliases import asked_alias
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.capture.removed import say_removed
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.secret_address import keep_address
from pacesetter.web.views.capture.own_mail import show_own_mail


@require_POST
@member_view
def own_mail_aliases(request: MemberRequest) -> HttpResponse:
    """POST adds another address from which the member writes, and sends a link there."""
    try:
        alias = add_alias(request.member, request.POST.get("address", ""), by=request.member)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return show_own_mail(request, alias_error=refusal.message)
    if alias.confirmed_at is None:
        _say_sent(request, alias.address)
    return redirect("own_mail")


@require_http_methods(["POST", "DELETE"])
@member_view
def own_mail_alias(request: MemberRequest, alias_id: int) -> HttpResponse:
    """POST sends the link again; DELETE takes the address away."""
    alias = get_alias_for(request.member, alias_id)
    if request.method == "DELETE":
        say_removed(request, alias.address, remove_alias(alias, by=request.member))
    elif alias.confirmed_at is None:
        with refusals_said(request):
            ask_about_alias(alias, by=request.member)
            _say_sent(request, alias.address)
    return redirect("own_mail")


@never_cache
@require_http_methods(["GET", "POST"])
@member_view
def own_mail_alias_link(request: MemberRequest, secret: str) -> HttpResponse:
    """The page behind the link. Only whoever said that the address is theirs can use it, and programs that look into
    links before people do confirm nothing: POST does."""
    alias = asked_alias(secret, request.member)
    if alias is not None and request.method == "POST":
        with refusals_said(request):
            confirm_alias(secret, by=request.member)
            messages.success(request, _("From now on e-mails of %(address)s are yours.") % {"address": alias.address})
        return redirect("own_mail")
    context = {"alias": alias, "place": "profile"}
    response = render(request, "web/capture/alias_link.html", context, status=200 if alias else 410)
    return keep_address(response)


def _say_sent(request: MemberRequest, address: str) -> None:
    text = _("A link is on its way to %(address)s. The address counts once you have opened it.")
    messages.success(request, text % {"address": address})
