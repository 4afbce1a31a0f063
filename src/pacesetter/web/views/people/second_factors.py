"""The second factors of one member, for somebody who has lost them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.people.access import get_member_for
from pacesetter.people.verbs import remove_second_factors
from pacesetter.web.changing import done_if_sure
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["DELETE"])
@administrator_view
def person_second_factors(request: MemberRequest, member_id: int) -> HttpResponse:
    """DELETE takes them away, after asking: there is no way back but setting new ones up."""
    member, back = get_member_for(request.member, member_id), reverse("person", args=[member_id])
    return done_if_sure(
        request,
        lambda: remove_second_factors(member, by=request.member),
        what=_("Take the second factor of %(name)s away?") % {"name": member.name},
        loss=_(
            "Passkeys, authenticator app and recovery codes are gone then, and every session ends: the password alone "
            "lets in. Do it only when you know that it is %(name)s who asks, for example by a call."
        )
        % {"name": member.name},
        deed=_("Take it away"),
        done=_("%(name)s logs in with the password now, and is told by e-mail.") % {"name": member.name},
        back=back,
    )
