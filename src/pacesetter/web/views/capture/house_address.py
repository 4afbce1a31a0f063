"""The address to which a mail server passes on everybody's mail."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.models import HouseAddress
from pacesetter.capture.verbs import renew_house_address, revoke_house_address
from pacesetter.web.capture.address_change import address_changed
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["POST", "DELETE"])
@administrator_view
def house_address(request: MemberRequest) -> HttpResponse:
    """POST makes a (new) address; DELETE takes it away."""
    return address_changed(
        request,
        renew=lambda: renew_house_address(by=request.member),
        revoke=lambda: revoke_house_address(by=request.member),
        is_there=HouseAddress.objects.exists,
        loss=_("Mail to the address of now is refused from then on, also what a rule of the mail server passes on."),
        renewed=_("This is the address now. An earlier one takes no mail any more."),
        back=reverse("capture_settings"),
    )
