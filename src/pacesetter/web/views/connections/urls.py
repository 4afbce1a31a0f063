"""The addresses of connections to other systems."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.connections.connection import connection, connection_check, connection_pause
from pacesetter.web.views.connections.connections import connections
from pacesetter.web.views.connections.consent import connection_consent, consent_callback
from pacesetter.web.views.connections.ending import connection_ending
from pacesetter.web.views.connections.new_connection import new_connection
from pacesetter.web.views.connections.oauth_app import oauth_app
from pacesetter.web.views.connections.requests import connection_requests, connection_retry
from pacesetter.web.views.connections.staff import connection_staff, connection_staff_member

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/connections/", connections, name="connections"),
    path("settings/connections/callback/", consent_callback, name="consent_callback"),
    path("settings/connections/apps/<str:provider>/", oauth_app, name="oauth_app"),
    path("settings/connections/new/<str:provider>/", new_connection, name="new_connection"),
    path("settings/connections/<int:connection_id>/", connection, name="connection"),
    path("settings/connections/<int:connection_id>/check/", connection_check, name="connection_check"),
    path("settings/connections/<int:connection_id>/pause/", connection_pause, name="connection_pause"),
    path("settings/connections/<int:connection_id>/consent/", connection_consent, name="connection_consent"),
    path("settings/connections/<int:connection_id>/ending/", connection_ending, name="connection_ending"),
    path("settings/connections/<int:connection_id>/requests/", connection_requests, name="connection_requests"),
    path("settings/connections/<int:connection_id>/staff/", connection_staff, name="connection_staff"),
    path(
        "settings/connections/<int:connection_id>/staff/<int:member_id>/",
        connection_staff_member,
        name="connection_staff_member",
    ),
    path("settings/connections/<int:connection_id>/retries/", connection_retry, name="connection_retry"),
]
