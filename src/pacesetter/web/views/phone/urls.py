"""The addresses of phone systems that report calls."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.phone.call import call, call_ignored
from pacesetter.web.views.phone.calls import calls
from pacesetter.web.views.phone.phone_system import (
    new_phone_system,
    phone_system,
    phone_system_archive,
    phone_system_secret,
)
from pacesetter.web.views.phone.phone_systems import member_line, phone_systems
from pacesetter.web.views.phone.unreadable import phone_report_reading, phone_reports, phone_reports_reading

urlpatterns: list[URLPattern | URLResolver] = [
    path("calls/", calls, name="calls"),
    path("calls/<int:call_id>/", call, name="call"),
    path("calls/<int:call_id>/ignored/", call_ignored, name="call_ignored"),
    path("settings/phone/", phone_systems, name="phone_systems"),
    path("settings/phone/new/", new_phone_system, name="new_phone_system"),
    path("settings/phone/<int:call_source_id>/", phone_system, name="phone_system"),
    path("settings/phone/<int:call_source_id>/secret/", phone_system_secret, name="phone_system_secret"),
    path("settings/phone/<int:call_source_id>/archive/", phone_system_archive, name="phone_system_archive"),
    path("settings/phone/reports/", phone_reports, name="phone_reports"),
    path("settings/phone/reports/<int:report_id>/reading/", phone_report_reading, name="phone_report_reading"),
    path("settings/phone/<int:call_source_id>/reports/reading/", phone_reports_reading, name="phone_reports_reading"),
    path("settings/phone/lines/<int:line_id>/", member_line, name="member_line"),
]
