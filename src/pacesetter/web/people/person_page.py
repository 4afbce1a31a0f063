"""Everything that the page of one member shows to administrators."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from pacesetter.core import clock
from pacesetter.people.access import may_note_leave
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Invitation, Leave, Member, RoleAssignment, TeamMembership, WorkingPattern
from pacesetter.web.addresses import address
from pacesetter.web.forms.people.about import AboutForm
from pacesetter.web.forms.people.belonging import RoleForm, TeamForm
from pacesetter.web.forms.people.week import WeekForm
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.people.belonging import belonging_lines, role_lines
from pacesetter.web.people.log_in_words import second_factors_in_words
from pacesetter.web.people.weeks import shown_week

_NEWEST = ("-starts_on", "-pk")


def person_page(
    request: MemberRequest, member: Member, *, status: int = 200, link: str = "", **sent: forms.Form
) -> HttpResponse:
    """The page, with the forms that were `sent` and could not be taken (`about`, `role`, `team` or `week`) as they were
    filled in. `link` is an invitation's, shown this once."""
    # They belong to the same one, which this request has read.
    member.organisation = request.member.organisation
    today = clock.today(member.zone())
    start = max(today, member.joined_on) if member.joined_on else today
    facts: dict[str, Any] = {
        "whose": member,
        "settings_place": "people",
        "today": today,
        "link": link,
        "sends_mail": settings.SENDS_MAIL,
        "open_invitation": _open_invitation(member),
        "about": sent.get("about") or AboutForm(member),
        "role": sent.get("role") or RoleForm(initial={"starts_on": start}),
        "team": sent.get("team") or TeamForm(initial={"starts_on": start}),
        "week": sent.get("week") or WeekForm(initial={"effective_from": start}),
        "roles": role_lines(_ROLES.rows(member_id=member.pk)),
        "teams": belonging_lines(
            _TEAMS.rows(member_id=member.pk),
            lambda row: (row.team.name, address("team", [row.team_id])),
        ),
        "weeks": [shown_week(row) for row in _WEEKS.rows(member_id=member.pk)],
        "leave": _LEAVE.rows(member_id=member.pk, today=today),
        "may_note_leave": may_note_leave(request.member, member),
        "second_factors": second_factors_in_words(member.user) if member.user else "",
        "is_self": member.pk == request.member.pk,
    }
    response = render(request, "web/people/person.html", facts, status=status)
    if link:
        response.headers["Cache-Control"] = "no-store"
    return response


def _open_invitation(member: Member) -> Invitation | None:
    return next(iter(_INVITATIONS.rows(member_id=member.pk, now=clock.now())), None)


_ROLES: ComposedQuery[RoleAssignment] = ComposedQuery(
    lambda member_id: RoleAssignment.objects.filter(member=member_id).select_related("role").order_by(*_NEWEST),
    is_planned=True,
)
_TEAMS: ComposedQuery[TeamMembership] = ComposedQuery(
    lambda member_id: TeamMembership.objects.filter(member=member_id).select_related("team").order_by(*_NEWEST),
    is_planned=True,
)
_WEEKS: ComposedQuery[WorkingPattern] = ComposedQuery(
    lambda member_id: WorkingPattern.objects.filter(member=member_id).order_by("-effective_from"), is_planned=True
)
_LEAVE: ComposedQuery[Leave] = ComposedQuery(
    lambda member_id, today: Leave.objects.filter(member=member_id, ends_on__gt=today), is_planned=True
)
_INVITATIONS: ComposedQuery[Invitation] = ComposedQuery(
    lambda member_id, now: Invitation.objects.filter(
        member=member_id, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
    )[:1],
    is_planned=True,
)
