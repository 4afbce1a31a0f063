"""What the organisation decides about captured mail, and how everybody's is doing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.models import BlockedAddress, HouseAddress
from pacesetter.capture.verbs import edit_settings
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.mail.inbound.addresses import address_of, takes_mail
from pacesetter.people.models import Member
from pacesetter.web.capture.own_mail import address_state
from pacesetter.web.capture.states import shown_states
from pacesetter.web.forms.capture_settings import CaptureSettingsForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of


@require_http_methods(["GET", "POST"])
@administrator_view
def capture_settings(request: MemberRequest) -> HttpResponse:
    """Show them; POST changes what the organisation decides."""
    decided = settings_now()
    initial = {name: getattr(decided, name) for name in ("keeps_subject", "takes_incoming", "kept_days")}
    form = CaptureSettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_settings(by=request.member, **form.cleaned_data)
        except NotAllowed:
            raise
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("capture_settings")
    house = HouseAddress.objects.first()
    house_key, house_state = address_state(house)
    page = page_of(request, Member.objects.filter(archived_at__isnull=True))
    context = {
        "form": form,
        "page": page,
        "states": shown_states(page),
        "query": other_query(request),
        "blocked": page_of(request, BlockedAddress.objects.filter(member__isnull=True), param="blocked"),
        "blocked_query": other_query(request, "blocked"),
        "takes_mail": takes_mail(),
        "house": address_of("log", house.token) if house and takes_mail() else "",
        "house_key": house_key,
        "house_state": house_state,
    }
    return render(request, "web/capture/capture_settings.html", context)
