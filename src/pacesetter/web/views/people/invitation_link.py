"""The invitation of one member: sent again, or taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.access import get_member_for
from pacesetter.people.verbs import resend_invitation, revoke_invitation
from pacesetter.web.asking import asked
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.person_page import person_page


@require_http_methods(["POST", "DELETE"])
@administrator_view
def person_invitation(request: MemberRequest, member_id: int) -> HttpResponse:
    """POST sends a new link and shows it this once, to be handed over by another way; DELETE takes the open one
    back, once it is sure."""
    member = get_member_for(request.member, member_id)
    try:
        if request.method == "POST":
            link = resend_invitation(member, by=request.member)
            return person_page(request, member, link=link)
        question = asked(
            request,
            what=_("Take the invitation of %(name)s back?") % {"name": member.name},
            loss=_("The link that was sent works no longer. A new one can be sent at any time."),
            deed=_("Take the invitation back"),
            back=reverse("person", args=[member.pk]),
        )
        if question is not None:
            return question
        revoke_invitation(member, by=request.member)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The invitation works no longer."))
    return redirect("person", member_id)
