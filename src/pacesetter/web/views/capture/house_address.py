"""The address to which a mail server passes on everybody's mail."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.models import HouseAddress
from pacesetter.capture.verbs import renew_house_address, revoke_house_address
from pacesetter.web.asking import asked
from pacesetter.web.changing import made_or_asked
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["POST", "DELETE"])
@administrator_view
def house_address(request: MemberRequest) -> HttpResponse:
    """POST makes a (new) address; DELETE takes it away."""
    is_taken_away, back = request.method == "DELETE", reverse("capture_settings")

    def question() -> HttpResponse | None:
        if not is_taken_away and not HouseAddress.objects.exists():
            return None
        return asked(
            request,
            what=_("Take the address away?") if is_taken_away else _("Make another address?"),
            loss=_(
                "Mail to the address of now is refused from then on, also what a rule of the mail server passes on."
            ),
            deed=_("Take it away") if is_taken_away else _("Another address"),
            back=back,
        )

    answer = made_or_asked(
        request,
        lambda: (revoke_house_address if is_taken_away else renew_house_address)(by=request.member),
        question=question,
        done=_("The address takes no mail any more.")
        if is_taken_away
        else _("This is the address now. An earlier one takes no mail any more."),
        back=back,
    )
    return answer or redirect(back)
