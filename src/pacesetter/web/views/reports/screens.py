"""The screens on the wall: which links there are, and who makes and ends them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Team
from pacesetter.rewards.screens import get_screen_for, screens_seen_by
from pacesetter.rewards.verbs import open_screen, revoke_screen
from pacesetter.web.board.teams import teams_shown_to
from pacesetter.web.changing import done_if_sure
from pacesetter.web.forms.screen import ScreenForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@member_view
def screens(request: MemberRequest) -> HttpResponse:
    """The screens that the viewer may end, and a form for another one. The link of a new one is shown this once."""
    viewer = request.member
    teams = list(Team.objects.filter(archived_at__isnull=True)) if viewer.is_administrator else _led(request)
    if not viewer.is_administrator and not teams:
        raise PermissionDenied(_("Administrators open screens, and team leads those of their team."))
    kpis = list(Kpi.objects.filter(archived_at__isnull=True))
    form = ScreenForm(request.POST or None, teams, kpis, everybody=viewer.is_administrator)
    link = ""
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            opened = open_screen(
                by=viewer,
                name=form.cleaned_data["name"],
                team=form.chosen_team,
                kpis=form.chosen_kpis,
                period_kind=form.cleaned_data["period_kind"],
            )
            link = request.build_absolute_uri(reverse("screen", args=[opened.secret]))
            form = ScreenForm(None, teams, kpis, everybody=viewer.is_administrator)
    rows = screens_seen_by(viewer).select_related("team", "created_by").prefetch_related("screen_kpis__kpi")
    facts = {"form": form, "screens": rows, "link": link, "place": "leaderboard"}
    response = render(request, "web/screens.html", facts)
    response.headers["Cache-Control"] = "no-store"
    return response


def _led(request: MemberRequest) -> list[Team]:
    return [] if request.member.sees_everyone else teams_shown_to(request.member)


@require_http_methods(["DELETE"])
@member_view
def screen_revocation(request: MemberRequest, screen_id: int) -> HttpResponse:
    """End a screen, once it is sure: its link shows nothing from now on."""
    found = get_screen_for(request.member, screen_id)
    return done_if_sure(
        request,
        lambda: revoke_screen(found, by=request.member),
        what=_("End the screen “%(name)s”?") % {"name": found.name},
        loss=_("Its link shows nothing any more, wherever it hangs. Another screen gets another link."),
        deed=_("End it"),
        done=_("The link of “%(name)s” shows nothing any more.") % {"name": found.name},
        back=reverse("screens"),
    )
