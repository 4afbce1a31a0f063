"""The addresses of the settings: the organisation and the KPI set-up."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.setup.activity_types import activity_type_archive, activity_types
from pacesetter.web.views.setup.example_role_mapping import example_role_mapping
from pacesetter.web.views.setup.holidays import holiday, holidays
from pacesetter.web.views.setup.job_choices import job_choices, job_lists
from pacesetter.web.views.setup.kpis import kpi_archive, kpis
from pacesetter.web.views.setup.next_steps import new_next_step, next_step, next_step_archive, next_steps
from pacesetter.web.views.setup.organisation import organisation_settings, organisation_week, organisation_weeks
from pacesetter.web.views.setup.outcomes import outcome_archive, outcomes
from pacesetter.web.views.setup.role_map import role_map
from pacesetter.web.views.setup.role_mapping import role_mapping
from pacesetter.web.views.setup.sales_roles import sales_role_archive, sales_roles
from pacesetter.web.views.setup.settings_history import setting_before, settings_history
from pacesetter.web.views.setup.target import target
from pacesetter.web.views.setup.target_series import member_targets, role_targets
from pacesetter.web.views.setup.targets import targets
from pacesetter.web.views.setup.targets_copied import targets_copied
from pacesetter.web.views.setup.targets_pasted import targets_pasted
from pacesetter.web.views.setup.type_mapping import type_mapping

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/roles/", sales_roles, name="sales_roles"),
    path("settings/roles/<int:sales_role_id>/archive/", sales_role_archive, name="sales_role_archive"),
    path("settings/activities/", activity_types, name="activity_types"),
    path("settings/activities/<int:activity_type_id>/archive/", activity_type_archive, name="activity_type_archive"),
    path("settings/activities/<int:activity_type_id>/job/", job_choices, name="job_choices"),
    path("settings/activities/<int:activity_type_id>/job/lists/", job_lists, name="job_lists"),
    path("settings/outcomes/", outcomes, name="outcomes"),
    path("settings/outcomes/<int:outcome_id>/archive/", outcome_archive, name="outcome_archive"),
    path("settings/next-steps/", next_steps, name="next_steps"),
    path("settings/next-steps/new/", new_next_step, name="new_next_step"),
    path("settings/next-steps/<int:next_step_id>/", next_step, name="next_step"),
    path("settings/next-steps/<int:next_step_id>/archive/", next_step_archive, name="next_step_archive"),
    path("settings/kpis/", kpis, name="kpis"),
    path("settings/kpis/<int:kpi_id>/archive/", kpi_archive, name="kpi_archive"),
    path("settings/kpis-to-roles/", role_mapping, name="role_mapping"),
    path("settings/kpis-to-activities/", type_mapping, name="type_mapping"),
    path("settings/role-map/", role_map, name="role_map"),
    path("settings/example/", example_role_mapping, name="example_role_mapping"),
    path("settings/history/", settings_history, name="settings_history"),
    path("settings/history/<int:event_id>/before/", setting_before, name="setting_before"),
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
