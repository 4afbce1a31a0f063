"""The provider."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from pacesetter import jobs
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.job_systems.system import JobSystem
from pacesetter.integrations.models import Connection
from pacesetter.integrations.workflowmax_v1.client import XmlJobs
from pacesetter.integrations.workflowmax_v1.provider import failure_in
from pacesetter.integrations.xero_practice_manager.consent import XeroProvider, consent_to


class XeroPracticeManager(XeroProvider):
    """By consent. Which practices it reaches is asked at /connections."""

    key = "xero_practice_manager"
    label = _("Xero Practice Manager")
    help_text = _("Makes jobs from activities, with the right template and staff, and follows how they go on.")
    how_to = (
        _("Make an app at developer.xero.com, and register the redirect URI below with it."),
        _("Xero opens Practice Manager to an app after its security self-assessment. Fill that in first."),
        _("Copy its client ID and client secret into the fields below."),
    )
    oauth = consent_to("practicemanager")
    offers = frozenset({"jobs"})
    tenant_type = "PRACTICEMANAGER"
    accepts = "application/xml"

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        return (failure_in(answer) if answer.ok or answer.status == 500 else None) or super().failure(answer, now)

    def taken_into_use(self, connection: Connection) -> None:
        jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})

    def job_system(self, caller: Caller) -> JobSystem:
        return XmlJobs(caller, "practicemanager/3.1/")
