"""Jobs in WorkflowMax."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class WorkflowMaxJob(Category):
    """A job in WorkflowMax. Only where the organisation is connected to it."""

    key = "workflowmax_job"
    label = _("WorkflowMax job")
    symbol = "briefcase"
    help_text = _("Work on a job that WorkflowMax knows.")

    requires = ("connection",)

    def is_offered(self, organisation_id: int) -> bool:
        """No connection to WorkflowMax can be made yet, so none of its types can be used."""
        return False
