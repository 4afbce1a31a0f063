"""Inviting people, several at once."""

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.people.models import Team
from pacesetter.people.verbs import Invited, add_team, invite
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.people.invitations import InvitationsForm, Line, told
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST"])
@administrator_view
def people_invitations(request: MemberRequest) -> HttpResponse:
    """Ask for lines, and invite all of them or, where one can't be, none. Where no mail can be sent, the answer shows
    the links, this once."""
    form = InvitationsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with noting() as event_ids:
                invited = _invited(request, form.invited)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("lines", refusal.message)
        else:
            number = len(invited)
            text = ngettext("%(number)d person is invited.", "%(number)d people are invited.", number)
            say_deed(request, text % {"number": number}, event_ids)
            return redirect("people") if settings.SENDS_MAIL else _links(request, invited)
    facts = {"form": form, "sends_mail": settings.SENDS_MAIL, "settings_place": "people"}
    return render(request, "web/people/invitations.html", facts)


def _links(request: MemberRequest, invited: list[Invited]) -> HttpResponse:
    facts = {"invited": invited, "settings_place": "people"}
    response = render(request, "web/people/invitation_links.html", facts)
    response.headers["Cache-Control"] = "no-store"
    return response


def _invited(request: MemberRequest, lines: list[Line]) -> list[Invited]:
    by, invited = request.member, []
    with transaction.atomic():
        teams = {team.name.casefold(): team for team in Team.objects.filter(archived_at__isnull=True)}
        for line in lines:
            try:
                if line.team and line.team.casefold() not in teams:
                    teams[line.team.casefold()] = add_team(by=by, name=line.team)
                team = teams[line.team.casefold()] if line.team else None
                one = invite(
                    by=by,
                    email=line.email,
                    name=line.name,
                    access_level=line.access_level,
                    roles=[line.role] if line.role else [],
                    teams=[team] if team else [],
                    leads=[team] if team and line.is_lead else [],
                )
                invited.append(one)
            except NotAllowed:
                raise
            except Refusal as refusal:
                raise Refusal(told(line.number, refusal.message), code=refusal.code) from refusal
    if not lines:
        raise Refusal(_("Write at least one line."), code="required")
    return invited
