"""The provider."""

from django.utils.translation import gettext_lazy as _

from pacesetter import jobs
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.job_systems.system import JobSystem
from pacesetter.integrations.models import Connection
from pacesetter.integrations.xero_practice_manager.consent import XeroProvider, consent_to
from pacesetter.integrations.xero_projects.client import Projects


class XeroProjects(XeroProvider):
    """By consent."""

    key = "xero_projects"
    label = _("Xero Projects")
    help_text = _("Makes projects from activities, for the right contact, and follows how they go on.")
    how_to = (
        _("Make an app at developer.xero.com, and register the redirect URI below with it."),
        _("Copy its client ID and client secret into the fields below."),
    )
    oauth = consent_to("projects", "accounting.contacts")
    offers = frozenset({"jobs"})
    tenant_type = "ORGANISATION"

    def taken_into_use(self, connection: Connection) -> None:
        jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})

    def job_system(self, caller: Caller) -> JobSystem:
        return Projects(caller)
