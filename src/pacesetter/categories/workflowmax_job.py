"""Jobs in WorkflowMax, or whatever job system is connected."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category
from pacesetter.activities.models import Activity
from pacesetter.integrations.job_systems.connected import job_connections
from pacesetter.integrations.job_systems.following import corrected, settings_changed, settled, wanted_again
from pacesetter.integrations.job_systems.verbs import call_off, order_job
from pacesetter.people.models import Member


class WorkflowMaxJob(Category):
    """A job is made there, with template and staff, as soon as the activity is recorded. Only where the organisation is
    connected to a job system."""

    key = "workflowmax_job"
    label = _("WorkflowMax job")
    symbol = "briefcase"
    colour = "rose"
    help_text = _("Makes a job there, with the right template and staff.")
    detail_keys = ("job",)
    form_fields = ("contacts", "participants", "minutes", "value", "job")

    settings_place = "job_choices"
    requires = ("connection",)

    def is_offered(self, organisation_id: int) -> bool:
        return job_connections(organisation_id).exists()

    def planned(self, activity: Activity, *, by: Member | None) -> None:
        order_job(activity)

    def completed(self, activity: Activity, *, by: Member | None) -> None:
        order_job(activity)  # one that was logged as done, and so never planned
        settled(activity)

    def changed(self, activity: Activity, *, by: Member | None, before: dict[str, object]) -> None:
        settings_changed(activity, before)

    def corrected(self, activity: Activity, *, by: Member | None, before: dict[str, object]) -> None:
        corrected(activity, before)

    def cancelled(self, activity: Activity, *, by: Member | None) -> None:
        call_off(activity)
        settled(activity)

    def reopened(self, activity: Activity, *, by: Member | None) -> None:
        wanted_again(activity)
