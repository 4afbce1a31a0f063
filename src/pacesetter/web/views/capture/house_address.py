"""The address to which a mail server passes on everybody's mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.verbs import renew_house_address, revoke_house_address
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["POST", "DELETE"])
@administrator_view
def house_address(request: MemberRequest) -> HttpResponse:
    """POST makes a (new) address; DELETE takes it away."""
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
