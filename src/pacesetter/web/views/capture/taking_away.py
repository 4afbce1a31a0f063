"""Take away what decides on one's own e-mail, and bring it back; log add-ins out, after asking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.access import (
    get_add_in_for,
    get_blocked_for,
    get_entra_identity_for,
    get_removed_for,
    get_rule_for,
)
from pacesetter.capture.verbs import bring_back, remove_rule, revoke_add_in, unblock, unlink_entra_identity
from pacesetter.web.capture.own_mail import shown_rule
from pacesetter.web.capture.removed import say_removed
from pacesetter.web.changing import done_if_sure
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["DELETE"])
@member_view
def own_mail_block(request: MemberRequest, blocked_id: int) -> HttpResponse:
    """DELETE lets mail with it be kept again."""
    blocked = get_blocked_for(request.member, blocked_id)
    is_everybodys = blocked.member_id is None
    say_removed(request, blocked.pattern, unblock(blocked, by=request.member))
    return redirect("capture_settings" if is_everybodys else "own_mail")


@require_http_methods(["DELETE"])
@member_view
def own_mail_rule(request: MemberRequest, rule_id: int) -> HttpResponse:
    """DELETE asks about such mails again."""
    rule = get_rule_for(request.member, rule_id)
    shown = shown_rule(rule)
    say_removed(request, f"{shown.whom}: {shown.what}", remove_rule(rule, by=request.member))
    return redirect("own_mail")


@require_http_methods(["DELETE"])
@member_view
def own_mail_removed(request: MemberRequest, removed_id: int) -> HttpResponse:
    """DELETE brings back what was removed."""
    with refusals_said(request):
        bring_back(get_removed_for(request.member, removed_id), by=request.member)
        messages.success(request, _("It is as it was before."))
    return go_back(request, "own_mail")


@require_http_methods(["DELETE"])
@member_view
def own_mail_add_in(request: MemberRequest, add_in_id: int) -> HttpResponse:
    """DELETE lets the add-in do nothing more, after asking: it can't be let in again from here."""
    token = get_add_in_for(request.member, add_in_id)
    return done_if_sure(
        request,
        lambda: revoke_add_in(token, by=request.member),
        what=_("Log the add-in in %(mailbox)s out?") % {"mailbox": token.mailbox or "Outlook"},
        loss=_("It logs nothing more. To use it again somebody logs in there, in Outlook."),
        deed=_("Log out"),
        done=_("The add-in is logged out."),
        back=reverse("own_mail"),
    )


@require_http_methods(["DELETE"])
@member_view
def own_mail_microsoft(request: MemberRequest, identity_id: int) -> HttpResponse:
    """DELETE lets the Microsoft account log nobody in any more, after asking."""
    identity = get_entra_identity_for(request.member, identity_id)
    return done_if_sure(
        request,
        lambda: unlink_entra_identity(identity, by=request.member),
        what=_("Disconnect the Microsoft account?"),
        loss=_(
            "The add-ins that it has logged in are logged out. To use them again somebody logs in there, in Outlook."
        ),
        deed=_("Disconnect"),
        done=_("Disconnected. The add-in asks in a window again who you are."),
        back=reverse("own_mail"),
    )
