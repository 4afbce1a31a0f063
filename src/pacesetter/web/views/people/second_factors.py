"""The second factors of one member, for somebody who has lost them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.access import get_member_for
from pacesetter.people.verbs import remove_second_factors
from pacesetter.web.asking import asked
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["DELETE"])
@administrator_view
def person_second_factors(request: MemberRequest, member_id: int) -> HttpResponse:
    """DELETE takes them away, after asking: there is no way back but setting new ones up."""
    member, back = get_member_for(request.member, member_id), reverse("person", args=[member_id])
    question = asked(
        request,
        what=_("Take the second factor of %(name)s away?") % {"name": member.name},
        loss=_(
            "Passkeys, authenticator app and recovery codes are gone then, and every session ends: the password alone "
            "lets in. Do it only when you know that it is %(name)s who asks, for example by a call."
        )
        % {"name": member.name},
        deed=_("Take it away"),
        back=back,
    )
    if question is not None:
        return question
    try:
        remove_second_factors(member, by=request.member)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, _("%(name)s logs in with the password now, and is told by e-mail.") % {"name": member.name}
        )
    return redirect(back)
