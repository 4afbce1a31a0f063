"""The addresses of a member's own connections."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.connections.consent import own_consent_callback
from pacesetter.web.views.own_connections.connection import (
    own_connection,
    own_connection_check,
    own_connection_consent,
    own_connection_ending,
    own_connection_pause,
)
from pacesetter.web.views.own_connections.connections import own_connections
from pacesetter.web.views.own_connections.new_connection import new_own_connection

_ONE = "profile/connections/<int:connection_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("profile/connections/", own_connections, name="own_connections"),
    path("profile/connections/callback/", own_consent_callback, name="own_consent_callback"),
    path("profile/connections/new/<str:provider>/", new_own_connection, name="new_own_connection"),
    path(_ONE, own_connection, name="own_connection"),
    path(f"{_ONE}check/", own_connection_check, name="own_connection_check"),
    path(f"{_ONE}pause/", own_connection_pause, name="own_connection_pause"),
    path(f"{_ONE}consent/", own_connection_consent, name="own_connection_consent"),
    path(f"{_ONE}ending/", own_connection_ending, name="own_connection_ending"),
]
