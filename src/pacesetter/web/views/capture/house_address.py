"""The address to which a mail server passes on everybody's mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.models import HouseAddress
from pacesetter.capture.verbs import renew_house_address, revoke_house_address
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.asking import asked
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["POST", "DELETE"])
@administrator_view
def house_address(request: MemberRequest) -> HttpResponse:
    """POST makes a (new) address; DELETE takes it away."""
    if request.method == "DELETE" or HouseAddress.objects.exists():
        is_taken_away = request.method == "DELETE"
        question = asked(
            request,
            what=_("Take the address away?") if is_taken_away else _("Make another address?"),
            loss=_(
                "Mail to the address of now is refused from then on, also what a rule of the mail server passes on."
            ),
            deed=_("Take it away") if is_taken_away else _("Another address"),
            back=reverse("capture_settings"),
        )
        if question is not None:
            return question
    try:
        if request.method == "DELETE":
            revoke_house_address(by=request.member)
            messages.success(request, _("The address takes no mail any more."))
        else:
            renew_house_address(by=request.member)
            messages.success(request, _("This is the address now. An earlier one takes no mail any more."))
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("capture_settings")
