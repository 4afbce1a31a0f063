"""The addresses of members, teams, working time, invitations."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.people.archiving import person_archive
from pacesetter.web.views.people.email import new_email, own_email
from pacesetter.web.views.people.invitation_link import person_invitation
from pacesetter.web.views.people.invitations import people_invitations
from pacesetter.web.views.people.leave import leave, leave_undo, member_leave
from pacesetter.web.views.people.log_in_settings import log_in_settings, provider_ending, provider_settings
from pacesetter.web.views.people.people import people
from pacesetter.web.views.people.person import person
from pacesetter.web.views.people.person_teams import person_teams, team_lead, team_membership
from pacesetter.web.views.people.profile import profile
from pacesetter.web.views.people.provider_log_in import provider_callback, provider_choice, provider_log_in
from pacesetter.web.views.people.roles import person_roles, role_assignment
from pacesetter.web.views.people.second_factors import person_second_factors
from pacesetter.web.views.people.team_order import team_order
from pacesetter.web.views.people.teams import team, team_archive, team_members, teams
from pacesetter.web.views.people.time_off import time_off
from pacesetter.web.views.people.tokens import token, tokens
from pacesetter.web.views.people.weeks import person_weeks, working_week

urlpatterns: list[URLPattern | URLResolver] = [
    path("log-in/", provider_choice, name="provider_choice"),
    path("log-in/back/", provider_callback, name="provider_callback"),
    path("log-in/by/<slug:slug>/", provider_log_in, name="provider_log_in"),
    path("settings/log-in/", log_in_settings, name="log_in_settings"),
    path("settings/log-in/provider/ending/", provider_ending, name="provider_ending"),
    path("settings/log-in/provider/", provider_settings, name="provider_settings"),
    path("profile/", profile, name="profile"),
    path("profile/email/", own_email, name="own_email"),
    path("profile/email/<str:secret>/", new_email, name="new_email"),
    path("profile/tokens/", tokens, name="tokens"),
    path("profile/tokens/<int:token_id>/", token, name="token"),
    path("settings/people/", people, name="people"),
    path("settings/people/invitations/", people_invitations, name="people_invitations"),
    path("settings/people/<int:member_id>/", person, name="person"),
    path("settings/people/<int:member_id>/invitation/", person_invitation, name="person_invitation"),
    path("settings/people/<int:member_id>/roles/", person_roles, name="person_roles"),
    path("settings/people/<int:member_id>/teams/", person_teams, name="person_teams"),
    path("settings/people/<int:member_id>/weeks/", person_weeks, name="person_weeks"),
    path("settings/people/<int:member_id>/archive/", person_archive, name="person_archive"),
    path("settings/people/<int:member_id>/second-factors/", person_second_factors, name="person_second_factors"),
    path("settings/roles-held/<int:assignment_id>/", role_assignment, name="role_assignment"),
    path("settings/weeks/<int:pattern_id>/", working_week, name="working_week"),
    path("settings/teams/", teams, name="teams"),
    path("settings/teams/order/", team_order, name="team_order"),
    path("settings/teams/<int:team_id>/", team, name="team"),
    path("settings/teams/<int:team_id>/members/", team_members, name="team_members"),
    path("settings/teams/<int:team_id>/archive/", team_archive, name="team_archive"),
    path("settings/memberships/<int:membership_id>/", team_membership, name="team_membership"),
    path("settings/memberships/<int:membership_id>/lead/", team_lead, name="team_lead"),
    path("members/<int:member_id>/leave/", member_leave, name="member_leave"),
    path("leave/<int:leave_id>/", leave, name="leave"),
    path("leave/before/<str:leave_token>/", leave_undo, name="leave_undo"),
    path("time-off/", time_off, name="time_off"),
]
