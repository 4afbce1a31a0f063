"""Ending a member's time here, with hand-over, and beginning it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.integrations.access import own_connections_of
from pacesetter.integrations.calendars.connected import upcoming_meetings
from pacesetter.people.access import get_member_for
from pacesetter.people.handover import waiting
from pacesetter.people.models import IdentityProvider, Member
from pacesetter.people.verbs import archive, restore, take_back_archiving
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.people.archiving import ArchiveForm, ReturnForm
from pacesetter.web.forms.people.days import until
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.hand_over_words import in_words
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "POST", "DELETE"])
@administrator_view
def person_archive(request: MemberRequest, member_id: int) -> HttpResponse:
    """Show what would go to somebody else; POST archives. DELETE brings back on a day, or, without one, takes the
    archiving back: the undo."""
    member = get_member_for(request.member, member_id)
    if request.method == "DELETE":
        return _restored(request, member) if "returns_on" in request.POST else _taken_back(request, member)
    if member.is_archived:
        return redirect("person", member_id)
    today = clock.today(member.zone())
    form = ArchiveForm(member, request.POST or None, initial={"last_day": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = made_or_asked(
            request,
            lambda: archive(
                get_member_for(request.member, member_id),
                by=request.member,
                hand_over_to=given["hand_over_to"],
                left_on=until(given["last_day"]),
                reason=given["reason"],
            ),
            what=_("Archive %(name)s") % {"name": member.name},
            done=_("%(name)s is archived.") % {"name": member.name},
            back=reverse("person", args=[member_id]),
            place="people",
            form=form,
            undo=lambda result: reverse("person_archive", args=[member_id]),
        )
        if answer is not None:
            return answer
    facts = {
        "form": form,
        "whose": member,
        "waiting": in_words(waiting(member)),
        "meetings": sum(upcoming_meetings(one) for one in own_connections_of(member)),
        "is_break_glass": IdentityProvider.objects.filter(break_glass=member, is_only_way=True).exists(),
        "settings_place": "people",
    }
    return render(request, "web/people/archive.html", facts)


def _taken_back(request: MemberRequest, member: Member) -> HttpResponse:
    with refusals_said(request):
        stays = take_back_archiving(member, by=request.member)
        text = _("%(name)s is here as before. Accounts that were connected stay disconnected.") % {"name": member.name}
        if stays:
            text += " " + ngettext(
                "%(number)d of what was handed over has changed since and stays where it is.",
                "%(number)d of what was handed over have changed since and stay where they are.",
                stays,
            ) % {"number": stays}
        messages.success(request, text)
    return go_back(request, "people")


def _restored(request: MemberRequest, member: Member) -> HttpResponse:
    form = ReturnForm(request.POST)
    back = reverse("person", args=[member.pk])
    if not form.is_valid():
        # Taken for today, what is expected of them would begin on another day than the one that was meant.
        messages.error(request, str(form.errors["returns_on"][0]))
        return redirect(back)
    returns_on = form.cleaned_data["returns_on"]
    return made_or_asked(
        request,
        lambda: restore(get_member_for(request.member, member.pk), by=request.member, returns_on=returns_on),
        what=_("Bring %(name)s back") % {"name": member.name},
        done=_("%(name)s is here again. What was handed over stays where it is.") % {"name": member.name},
        back=back,
        place="people",
    ) or redirect(back)
