"""The addresses of phone systems that report calls."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.phone.phone_system import (
    new_phone_system,
    phone_system,
    phone_system_archive,
    phone_system_secret,
)
from pacesetter.web.views.phone.phone_systems import member_line, phone_systems

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/phone/", phone_systems, name="phone_systems"),
    path("settings/phone/new/", new_phone_system, name="new_phone_system"),
    path("settings/phone/<int:call_source_id>/", phone_system, name="phone_system"),
    path("settings/phone/<int:call_source_id>/secret/", phone_system_secret, name="phone_system_secret"),
    path("settings/phone/<int:call_source_id>/archive/", phone_system_archive, name="phone_system_archive"),
    path("settings/phone/lines/<int:line_id>/", member_line, name="member_line"),
]
