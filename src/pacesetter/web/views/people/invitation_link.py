"""The invitation of one member: sent again, or taken back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.people.access import get_member_for
from pacesetter.people.verbs import resend_invitation, revoke_invitation
from pacesetter.web.changing import done_if_sure
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.person_page import person_page
from pacesetter.web.refusals import refusals_said


@require_http_methods(["POST", "DELETE"])
@administrator_view
def person_invitation(request: MemberRequest, member_id: int) -> HttpResponse:
    """POST sends a new link and shows it this once, to be handed over by another way; DELETE takes the open one
    back, once it is sure."""
    member = get_member_for(request.member, member_id)
    if request.method == "DELETE":
        return done_if_sure(
            request,
            lambda: revoke_invitation(member, by=request.member),
            what=_("Take the invitation of %(name)s back?") % {"name": member.name},
            loss=_("The link that was sent works no longer. A new one can be sent at any time."),
            deed=_("Take the invitation back"),
            done=_("The invitation works no longer."),
            back=reverse("person", args=[member.pk]),
        )
    with refusals_said(request):
        return person_page(request, member, link=resend_invitation(member, by=request.member))
    return redirect("person", member_id)
