"""The order in which teams are offered and shown."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pacesetter.people.models import Team
from pacesetter.people.verbs import order_teams
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_POST
@administrator_view
def team_order(request: MemberRequest) -> HttpResponse:
    """Move a team one place up or down among those that are not archived."""
    rows = list(Team.objects.filter(archived_at__isnull=True))
    place = next((place for place, one in enumerate(rows) if str(one.pk) == request.POST.get("team")), None)
    if place is not None:
        other = place - 1 if request.POST.get("to") == "up" else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
            order_teams(rows, by=request.member)
    return redirect("teams")
