"""The provider."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from pacesetter import jobs
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates.rules import Limit
from pacesetter.integrations.job_systems.system import JobSystem
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Account, Checked, Field, OAuthWay, Provider
from pacesetter.integrations.workflowmax_v1.client import XmlJobs
from pacesetter.integrations.workflowmax_v1.provider import failure_in


class XeroPracticeManager(Provider):
    """By consent. Which practices it reaches is asked at /connections."""

    key = "xero_practice_manager"
    label = _("Xero Practice Manager")
    symbol = "briefcase"
    help_text = _("Makes jobs from activities, with the right template and staff, and follows how they go on.")
    how_to = (
        _("Make an app at developer.xero.com, and register the redirect URI below with it."),
        _("Xero opens Practice Manager to an app after its security self-assessment. Fill that in first."),
        _("Copy its client ID and client secret into the fields below."),
    )
    oauth = OAuthWay(
        "{login_url}/identity/connect/authorize",
        "{identity_url}/connect/token",
        scopes=("offline_access", "practicemanager"),
        secret_in_form=False,
    )
    settings_fields = (
        Field("api_url", _("Address of the API"), default="https://api.xero.com", is_address=True),
        Field("login_url", _("Address of the log-in"), default="https://login.xero.com", is_address=True),
        Field("identity_url", _("Address of the tokens"), default="https://identity.xero.com", is_address=True),
    )
    limits = (Limit(50, 60), Limit(4500, 86_400))
    at_once = 4
    offers = frozenset({"jobs"})

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        tenant = {"Xero-Tenant-Id": connection.account_id} if connection.account_id else {}
        return {"Authorization": f"Bearer {secrets.get('access_token', '')}", "Accept": "application/xml", **tenant}

    def check(self, caller: Caller) -> Checked:
        found = caller.get("/connections", headers={"Accept": "application/json"}).json()
        practices = [
            Account(str(one["tenantId"]), str(one.get("tenantName") or one["tenantId"]))
            for one in found
            if isinstance(one, dict) and one.get("tenantType") == "PRACTICEMANAGER" and one.get("tenantId")
        ]
        if not practices:
            raise Failure(FailureKind.CONFIGURATION, "The consent reaches no Practice Manager.")
        return Checked(practices)

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        return (failure_in(answer) if answer.ok or answer.status == 500 else None) or super().failure(answer, now)

    def taken_into_use(self, connection: Connection) -> None:
        jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})

    def job_system(self, caller: Caller) -> JobSystem:
        return XmlJobs(caller, "practicemanager/3.1/")
