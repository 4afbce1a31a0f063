"""Inviting people, several at once."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Team
from pacesetter.people.verbs import add_team, invite
from pacesetter.web.forms.people.invitations import InvitationsForm, Line, told
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST"])
@administrator_view
def people_invitations(request: MemberRequest) -> HttpResponse:
    """Ask for lines, and invite all of them or, where one can't be, none."""
    form = InvitationsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = _invited(request, form.invited)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("lines", refusal.message)
        else:
            text = ngettext("%(number)d person is invited.", "%(number)d people are invited.", number)
            messages.success(request, text % {"number": number})
            if not settings.SENDS_MAIL:
                messages.warning(
                    request,
                    _("This server sends no mail. Open each person, make a new link and hand it over yourself."),
                )
            return redirect("people")
    return render(request, "web/people/invitations.html", {"form": form, "settings_place": "people"})


def _invited(request: MemberRequest, lines: list[Line]) -> int:
    by = request.member
    with transaction.atomic():
        teams = {team.name.casefold(): team for team in Team.objects.filter(archived_at__isnull=True)}
        for line in lines:
            try:
                if line.team and line.team.casefold() not in teams:
                    teams[line.team.casefold()] = add_team(by=by, name=line.team)
                invite(
                    by=by,
                    email=line.email,
                    name=line.name,
                    access_level=line.access_level,
                    roles=[line.role] if line.role else [],
                    teams=[teams[line.team.casefold()]] if line.team else [],
                )
            except NotAllowed:
                raise
            except Refusal as refusal:
                raise Refusal(told(line.number, refusal.message), code=refusal.code) from refusal
    if not lines:
        raise Refusal(_("Write at least one line."), code="required")
    return len(lines)
