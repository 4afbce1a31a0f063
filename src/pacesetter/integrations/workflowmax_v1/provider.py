"""The provider, and what it has in common with Xero Practice Manager."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates.rules import Limit
from pacesetter.integrations.job_systems.system import JobSystem
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Checked, Field
from pacesetter.integrations.workflowmax.provider import WorkflowMax, organisations
from pacesetter.integrations.workflowmax_v1.client import XmlJobs
from pacesetter.integrations.workflowmax_v1.xml import read, text


def failure_in(answer: Answer) -> Failure | None:
    """The error in an answer of XML: application errors come with 200, or with 500 in Practice Manager."""
    found = read(answer.body)
    if found is None or found.tag != "Response" or text(found, "Status") in ("OK", ""):
        return None
    said = text(found, "ErrorDescription") or text(found, "Status")
    return Failure(FailureKind.PERMANENT, said[:300], status=answer.status)


class WorkflowMaxV1(WorkflowMax):
    """WorkflowMax, by the older API."""

    key = "workflowmax_v1"
    label = _("WorkflowMax (API V1)")
    help_text = _("The same as WorkflowMax, for organisations that API V2 is not open to.")
    settings_fields = (
        Field("api_url", _("Address of the API"), default="https://api.workflowmax2.com", is_address=True),
        Field("oauth_url", _("Address of the log-in"), default="https://oauth.workflowmax2.com", is_address=True),
    )
    limits = (Limit(50, 60), Limit(4500, 86_400))
    # The older API writes it with an underscore.
    account_header: ClassVar[str] = "account_id"

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        token = secrets.get("access_token", "")
        account = connection.account_id or next(iter(organisations(token)), "")
        return {"Authorization": f"Bearer {token}", "Accept": "application/xml", self.account_header: account}

    def check(self, caller: Caller) -> Checked:
        caller.get("category.api/list")
        return self.reached(caller.connection)

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        return (failure_in(answer) if answer.ok or answer.status == 500 else None) or super().failure(answer, now)

    def job_system(self, caller: Caller) -> JobSystem:
        return XmlJobs(caller)
