"""What the organisation decides about captured mail, and how everybody's is doing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.models import BlockedAddress, HouseAddress
from pacesetter.capture.verbs import edit_settings, lost_by_settings
from pacesetter.mail.inbound.addresses import address_of, takes_mail
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.people.paged_query import PagedQuery
from pacesetter.web.asking import asked
from pacesetter.web.capture.own_mail import address_state
from pacesetter.web.capture.states import shown_states
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.capture_settings import CaptureSettingsForm
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
        answer = _saved(request, form)
        if answer is not None:
            return answer
    house = next(iter(_HOUSE.rows()), None)
    house_key, house_state = address_state(house)
    page = page_of(request, _MEMBERS.of())
    context = {
        "form": form,
        "page": page,
        "states": shown_states(page),
        "query": other_query(request),
        "blocked": page_of(request, _BLOCKED.of(), param="blocked"),
        "blocked_query": other_query(request, "blocked"),
        "takes_mail": takes_mail(),
        "house": address_of("log", house.token) if house and takes_mail() else "",
        "house_key": house_key,
        "house_state": house_state,
    }
    return render(request, "web/capture/capture_settings.html", context)


_HOUSE: ComposedQuery[HouseAddress] = ComposedQuery(lambda: HouseAddress.objects.order_by("pk")[:1], is_planned=True)
_MEMBERS: PagedQuery[Member] = PagedQuery(lambda: Member.objects.filter(archived_at__isnull=True))
_BLOCKED: PagedQuery[BlockedAddress] = PagedQuery(lambda: BlockedAddress.objects.filter(member__isnull=True))


def _saved(request: MemberRequest, form: CaptureSettingsForm) -> HttpResponse | None:
    """Change them, and show them again; what would be erased is asked about first. None where the form says why it is
    refused."""
    edits, back = form.cleaned_data, reverse("capture_settings")

    def question() -> HttpResponse | None:
        lost = lost_by_settings(**edits)
        words = {"what": _("Change what is kept of e-mail?"), "loss": lost, "deed": _("Save and erase")}
        return asked(request, **words, back=back) if lost else None

    return made_or_asked(
        request,
        lambda: edit_settings(by=request.member, **edits),
        question=question,
        done=_("Saved."),
        back=back,
        form=form,
    )
