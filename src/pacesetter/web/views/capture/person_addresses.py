"""From which other addresses a member writes, for administrators: whose mail is whose depends on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.access import aliases_of, get_alias_to_settle_for
from pacesetter.capture.verbs import add_alias, remove_alias, vouch_for_alias
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.access import get_member_for
from pacesetter.people.models import Member
from pacesetter.web.capture.removed import say_removed
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "POST"])
@administrator_view
def person_addresses(request: MemberRequest, member_id: int) -> HttpResponse:
    """Show them, confirmed or not; POST adds one, which counts at once. One's own are added elsewhere."""
    whose = get_member_for(request.member, member_id)
    error = ""
    if request.method == "POST":
        if whose.pk == request.member.pk:
            return redirect("own_mail")
        try:
            alias = add_alias(whose, request.POST.get("address", ""), by=request.member)
        except NotAllowed:
            raise
        except Refusal as refusal:
            error = refusal.message
        else:
            _say_counts(request, whose, alias.address)
            return redirect("person_addresses", member_id=whose.pk)
    context = {
        "whose": whose,
        "is_own": whose.pk == request.member.pk,
        "page": page_of(request, aliases_of(whose)),
        "error": error,
        "sent": request.POST,
        "settings_place": "people",
    }
    return render(request, "web/capture/person_addresses.html", context, status=422 if error else 200)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def person_address(request: MemberRequest, alias_id: int) -> HttpResponse:
    """POST says that it is the member's, DELETE takes it away."""
    alias = get_alias_to_settle_for(request.member, alias_id)
    if request.method == "DELETE":
        say_removed(request, alias.address, remove_alias(alias, by=request.member))
    else:
        with refusals_said(request):
            vouch_for_alias(alias, by=request.member)
            _say_counts(request, alias.member, alias.address)
    return redirect("person_addresses", member_id=alias.member_id)


def _say_counts(request: MemberRequest, whose: Member, address: str) -> None:
    text = _("From now on e-mails of %(address)s are %(name)s's. %(name)s is told by e-mail.")
    messages.success(request, text % {"address": address, "name": whose.name})
