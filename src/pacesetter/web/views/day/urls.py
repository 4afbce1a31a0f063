"""The addresses of my day, to-dos, the activity form, the calendar."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.day.activity import activity
from pacesetter.web.views.day.activity_fields import activity_fields
from pacesetter.web.views.day.availability import availability
from pacesetter.web.views.day.calendar import calendar
from pacesetter.web.views.day.calendar_feed import calendar_feed, own_feed
from pacesetter.web.views.day.cancellation import activity_cancellation
from pacesetter.web.views.day.choices import company_choices, contact_choices
from pacesetter.web.views.day.completion import activity_completion
from pacesetter.web.views.day.deed import deed
from pacesetter.web.views.day.deletion import activity_deletion
from pacesetter.web.views.day.due import activity_due
from pacesetter.web.views.day.duplicate import activity_duplicate
from pacesetter.web.views.day.job_order import job_client, job_retry
from pacesetter.web.views.day.leave_off import leave_off
from pacesetter.web.views.day.meeting_outcome import meeting_outcome
from pacesetter.web.views.day.meeting_request import meeting_request
from pacesetter.web.views.day.my_day import my_day
from pacesetter.web.views.day.new_activity import new_activity
from pacesetter.web.views.day.next_step import activity_next_step
from pacesetter.web.views.day.owner import activity_owner
from pacesetter.web.views.day.proposal import proposal
from pacesetter.web.views.day.quick_log import quick_log
from pacesetter.web.views.day.series import activity_series
from pacesetter.web.views.day.series_cancellation import series_cancellation
from pacesetter.web.views.day.taken_answer import taken_answer
from pacesetter.web.views.day.to_do_changes import to_do_changes
from pacesetter.web.views.day.to_dos import to_dos
from pacesetter.web.views.day.undo import undo

urlpatterns: list[URLPattern | URLResolver] = [
    path("day/", my_day, name="my_day"),
    path("todos/", to_dos, name="to_dos"),
    path("todos/changes/", to_do_changes, name="to_do_changes"),
    path("calendar/", calendar, name="calendar"),
    path("quick-log/", quick_log, name="quick_log"),
    path("choices/companies/", company_choices, name="company_choices"),
    path("choices/contacts/", contact_choices, name="contact_choices"),
    path("availability/", availability, name="availability"),
    path("activities/new/", new_activity, name="new_activity"),
    path("activities/<int:activity_id>/", activity, name="activity"),
    path("activities/<int:activity_id>/fields/", activity_fields, name="activity_fields"),
    path("activities/<int:activity_id>/duplicate/", activity_duplicate, name="activity_duplicate"),
    path("activities/<int:activity_id>/next-step/", activity_next_step, name="activity_next_step"),
    path("activities/<int:activity_id>/completion/", activity_completion, name="activity_completion"),
    path("activities/<int:activity_id>/cancellation/", activity_cancellation, name="activity_cancellation"),
    path("activities/<int:activity_id>/deletion/", activity_deletion, name="activity_deletion"),
    path("activities/<int:activity_id>/meeting-outcome/", meeting_outcome, name="meeting_outcome"),
    path("activities/<int:activity_id>/meeting-request/", meeting_request, name="meeting_request"),
    path("activities/<int:activity_id>/series/", activity_series, name="activity_series"),
    path("activities/<int:activity_id>/series/cancellation/", series_cancellation, name="series_cancellation"),
    path("activities/<int:activity_id>/job/client/", job_client, name="job_client"),
    path("activities/<int:activity_id>/job/retry/", job_retry, name="job_retry"),
    path("activities/<int:activity_id>/due/", activity_due, name="activity_due"),
    path("activities/<int:activity_id>/owner/", activity_owner, name="activity_owner"),
    path("undo/<str:token>/", undo, name="undo"),
    path("deeds/<str:deed_token>/", deed, name="deed"),
    path("meeting-answers/<int:answer_id>/", proposal, name="proposal"),
    path("meeting-answers/<int:answer_id>/taken/", taken_answer, name="taken_answer"),
    path("profile/calendar-feed/", own_feed, name="own_feed"),
    path("feeds/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    path("mails/<str:token>/", leave_off, name="leave_off"),
]
