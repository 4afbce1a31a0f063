"""The teams: which there are, and who belonged to them when."""

from collections import Counter, defaultdict
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.people.access import on_day
from pacesetter.people.models import Team, TeamMembership
from pacesetter.people.verbs import add_team, archive_team, edit_team, join_team, restore_team
from pacesetter.web.addresses import address
from pacesetter.web.changing import made_or_asked
from pacesetter.web.deeds import say_deed
from pacesetter.web.exports import exported
from pacesetter.web.forms.people.belonging import TeamMemberForm
from pacesetter.web.forms.people.days import until
from pacesetter.web.forms.people.names import NameForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.people.belonging import belonging_lines
from pacesetter.web.people.export import teams_export
from pacesetter.web.refusals import refusals_shown
from pacesetter.web.undo import say_with_undo


@require_http_methods(["GET", "POST"])
@administrator_view
def teams(request: MemberRequest) -> HttpResponseBase:
    """All teams with their members of today; POST adds one."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                made = add_team(by=request.member, name=form.cleaned_data["name"])
            say_deed(request, _("%(team)s was added.") % {"team": made.name}, event_ids)
            return redirect("team", made.pk)
    if answer := exported(request, teams_export(Team.objects.all())):
        return answer
    facts = {
        "form": form,
        "teams": _listed(clock.today(request.member.zone())),
        "archived": Team.objects.filter(archived_at__isnull=False),
        "settings_place": "teams",
    }
    return render(request, "web/people/teams.html", facts)


def _listed(today: date) -> list[tuple[Team, str, int]]:
    """The teams in use, each with who leads it today and how many belong to it."""
    now = TeamMembership.objects.filter(on_day(today), member__archived_at__isnull=True).order_by("member__name")
    leads: defaultdict[int, list[str]] = defaultdict(list)
    numbers: Counter[int] = Counter()
    for team_id, is_lead, name in now.values_list("team_id", "is_lead", "member__name"):
        numbers[team_id] += 1
        if is_lead:
            leads[team_id].append(name)
    rows = Team.objects.filter(archived_at__isnull=True)
    return [(one, " ".join(leads[one.pk]), numbers[one.pk]) for one in rows]


@require_http_methods(["GET", "POST"])
@administrator_view
def team(request: MemberRequest, team_id: int) -> HttpResponseBase:
    """A team with everybody who ever belonged to it, newest first; POST gives it another name."""
    found = Team.objects.get(pk=team_id)
    if answer := exported(request, teams_export(Team.objects.filter(pk=team_id))):
        return answer
    name = NameForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and name.is_valid():
        with refusals_shown(name):
            with noting() as event_ids:
                edit_team(found, by=request.member, name=name.cleaned_data["name"])
            say_deed(request, _("Saved."), event_ids)
            return redirect("team", team_id)
    return _team_page(request, found, name=name)


@require_POST
@administrator_view
def team_members(request: MemberRequest, team_id: int) -> HttpResponse:
    """Put a member into the team from a day on."""
    found = Team.objects.get(pk=team_id)
    form = TeamMemberForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        words = {"name": given["member"].name, "team": found.name}
        answer = made_or_asked(
            request,
            lambda: join_team(
                given["member"],
                found,
                by=request.member,
                is_lead=given["is_lead"],
                starts_on=given["starts_on"],
                ends_on=until(given["last_day"]),
            ),
            what=_("%(name)s in the team %(team)s") % words,
            done=_("%(name)s belongs to the team %(team)s.") % words,
            back=reverse("team", args=[team_id]),
            place="teams",
            form=form,
        )
        if answer is not None:
            return answer
    return _team_page(request, found, member=form)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def team_archive(request: MemberRequest, team_id: int) -> HttpResponse:
    """POST offers the team no more, DELETE offers it again."""
    found = Team.objects.get(pk=team_id)
    try:
        if request.method == "DELETE":
            with noting() as event_ids:
                restore_team(found, by=request.member)
            say_deed(request, _("%(team)s is offered again.") % {"team": found.name}, event_ids)
        else:
            archive_team(found, by=request.member)
            text = _("%(team)s is archived. Its past stays.") % {"team": found.name}
            say_with_undo(request, text, reverse("team_archive", args=[team_id]))
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("team", team_id)
    return redirect("teams")


def _team_page(
    request: MemberRequest, found: Team, *, name: NameForm | None = None, member: TeamMemberForm | None = None
) -> HttpResponse:
    today = clock.today(request.member.zone())
    rows = TeamMembership.objects.filter(team=found).select_related("member").order_by("-starts_on", "member__name")
    page = page_of(request, rows)
    facts = {
        "team": found,
        "name": name or NameForm(initial={"name": found.name}),
        "form": member or TeamMemberForm(initial={"starts_on": today}),
        "page": page,
        "lines": belonging_lines(page, lambda row: (row.member.name, address("person", [row.member_id]))),
        "query": other_query(request),
        "today": today,
        "settings_place": "teams",
    }
    return render(request, "web/people/team.html", facts)
