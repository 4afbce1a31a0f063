"""The teams of a member."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.people.access import get_member_for
from pacesetter.people.models import TeamMembership
from pacesetter.people.verbs import join_team, leave_team, set_lead
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.people.belonging import EndForm, LeadForm, TeamForm
from pacesetter.web.forms.people.days import until
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.person_page import person_page


@require_POST
@administrator_view
def person_teams(request: MemberRequest, member_id: int) -> HttpResponse:
    """Let the member belong to a team from a day on."""
    member = get_member_for(request.member, member_id)
    form = TeamForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        words = {"name": member.name, "team": given["team"].name}
        answer = made_or_asked(
            request,
            lambda: join_team(
                member,
                given["team"],
                by=request.member,
                is_lead=given["is_lead"],
                starts_on=given["starts_on"],
                ends_on=until(given["last_day"]),
            ),
            what=_("%(name)s in the team %(team)s") % words,
            done=_("%(name)s belongs to the team %(team)s.") % words,
            back=reverse("person", args=[member_id]),
            place="people",
            form=form,
        )
        if answer is not None:
            return answer
    return person_page(request, member, team=form)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def team_membership(request: MemberRequest, membership_id: int) -> HttpResponse:
    """POST ends it after a last day; DELETE says that the member never belonged to the team."""
    found = _found(membership_id)
    back = _back(request, found)
    ends_on = found.starts_on
    if request.method == "POST":
        form = EndForm(request.POST)
        if not form.is_valid():
            return redirect(back)
        ends_on = until(form.cleaned_data["last_day"]) or ends_on
    return made_or_asked(
        request,
        lambda: leave_team(_found(membership_id), by=request.member, ends_on=ends_on),
        what=_("%(name)s no longer in the team %(team)s") % {"name": found.member.name, "team": found.team.name},
        done=_("Saved."),
        back=back,
        place="people",
    ) or redirect(back)


@require_POST
@administrator_view
def team_lead(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Let the member lead the team, or no longer."""
    found = _found(membership_id)
    back = _back(request, found)
    form = LeadForm(request.POST)
    if not form.is_valid():
        return redirect(back)
    is_lead, since = form.cleaned_data["is_lead"], form.cleaned_data["since"]
    words = {"name": found.member.name, "team": found.team.name}
    what = _("%(name)s leads the team %(team)s") if is_lead else _("%(name)s no longer leads the team %(team)s")
    return made_or_asked(
        request,
        lambda: set_lead(_found(membership_id), is_lead, by=request.member, since=since),
        what=what % words,
        done=_("Saved."),
        back=back,
        place="people",
    ) or redirect(back)


def _found(membership_id: int) -> TeamMembership:
    found: TeamMembership = TeamMembership.objects.select_related("member", "team").get(pk=membership_id)
    return found


def _back(request: MemberRequest, membership: TeamMembership) -> str:
    """The page on which the button was: the team's or the member's."""
    if request.POST.get("from") == "team":
        return reverse("team", args=[membership.team_id])
    return reverse("person", args=[membership.member_id])
