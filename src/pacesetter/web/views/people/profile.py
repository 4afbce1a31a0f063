"""One's own profile."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.events import noting
from pacesetter.people.access import on_day
from pacesetter.people.language import language_of
from pacesetter.people.models import RoleAssignment, TeamMembership
from pacesetter.people.verbs import edit_profile
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.profile import ProfileForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@member_view
def profile(request: MemberRequest) -> HttpResponse:
    """Show it, and save what was changed."""
    member = request.member
    form = ProfileForm(member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                edit_profile(member, by=member, **form.cleaned_data)
            with translation.override(translation.get_language()), language_of(member):
                say_deed(request, _("Saved."), event_ids)
            return redirect("profile")
    today = on_day(clock.today(member.zone()))
    facts = {
        "form": form,
        "roles": [row.role.name for row in RoleAssignment.objects.filter(today, member=member).select_related("role")],
        "teams": [row.team.name for row in TeamMembership.objects.filter(today, member=member).select_related("team")],
    }
    return render(request, "web/people/profile.html", facts)
