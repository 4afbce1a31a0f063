"""The addresses of the settings: the organisation and the KPI set-up."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.setup.holidays import holiday, holidays
from pacesetter.web.views.setup.organisation import organisation_settings, organisation_week, organisation_weeks
from pacesetter.web.views.setup.target import target
from pacesetter.web.views.setup.target_series import member_targets, role_targets
from pacesetter.web.views.setup.targets import targets
from pacesetter.web.views.setup.targets_copied import targets_copied
from pacesetter.web.views.setup.targets_pasted import targets_pasted

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/organisation/", organisation_settings, name="organisation_settings"),
    path("settings/organisation/weeks/", organisation_weeks, name="organisation_weeks"),
    path("settings/organisation/weeks/<int:pattern_id>/", organisation_week, name="organisation_week"),
    path("settings/holidays/", holidays, name="holidays"),
    path("settings/holidays/<int:holiday_id>/", holiday, name="holiday"),
    path("settings/targets/", targets, name="targets"),
    path("settings/targets/pasted/", targets_pasted, name="targets_pasted"),
    path("settings/targets/copied/", targets_copied, name="targets_copied"),
    path("settings/targets/<int:target_id>/", target, name="target"),
    path("settings/targets/roles/<int:role_id>/<int:kpi_id>/", role_targets, name="role_targets"),
    path("settings/targets/members/<int:member_id>/<int:kpi_id>/", member_targets, name="member_targets"),
]
