"""The provider."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import jwt
from django.utils.translation import gettext_lazy as _

from pacesetter import jobs
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates.rules import Limit
from pacesetter.integrations.job_systems.system import JobSystem
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Account, Checked, Field, OAuthWay, Provider, Text
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.workflowmax.client import WorkflowMaxJobs


class WorkflowMax(Provider):
    """By consent alone. The access token says which organisations it reaches."""

    key = "workflowmax"
    label: Text = "WorkflowMax"
    symbol = "briefcase"
    help_text = _("Makes jobs from activities, with the right template, manager and staff, and follows how they go on.")
    how_to = (
        _("Let a member of the staff log in there who has the permission “Authorise 3rd Party Full Access”."),
        _("Make an app at developer.workflowmax.com, and register the redirect URI below with it."),
        _("Copy its client ID and client secret into the fields below."),
    )
    # The secret belongs into the form: sent as Basic, the token lacks the organisation.
    oauth = OAuthWay(
        "{oauth_url}/oauth/authorize",
        "{oauth_url}/oauth/token",
        scopes=("openid", "profile", "email", "workflowmax", "offline_access"),
        extra={"prompt": "consent"},
    )
    settings_fields: Sequence[Field] = (
        Field("api_url", _("Address of the API"), default="https://api.workflowmax.com", is_address=True),
        Field("oauth_url", _("Address of the log-in"), default="https://oauth.workflowmax.com", is_address=True),
        Field(
            "job_page",
            _("Address of a job's page"),
            _("With {uuid} or {number} in it, such as https://app.example/jobs/{uuid}. Empty: jobs are not linked."),
            is_required=False,
        ),
    )
    # The vendor permits 60 a minute, 5000 a day and 5 at once; some of it is left to other apps.
    limits = (Limit(50, 60), Limit(4500, 86_400))
    at_once = 4
    offers = frozenset({"jobs"})

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        account = connection.account_id or next(iter(organisations(secrets.get("access_token", ""))), "")
        return {**super().headers(connection, secrets), "account-id": account}

    def check(self, caller: Caller) -> Checked:
        caller.get("/v2/me")
        return self.reached(caller.connection)

    def reached(self, connection: Connection) -> Checked:
        """The organisations that the consent reaches. Raises `Failure` where there is none."""
        found = organisations(secrets_of(connection).get("access_token", ""))
        if not found:
            raise Failure(
                FailureKind.CONFIGURATION,
                "The consent reaches no organisation. Consent as a member of the staff with full access.",
            )
        return Checked([Account(one, f"WorkflowMax {one[:8]}") for one in found])

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        body = answer.json_or_none() if answer.ok else None
        if isinstance(body, dict) and str(body.get("status", body.get("Status", ""))).upper() == "ERROR":
            # Application errors may come with 200.
            return Failure(FailureKind.PERMANENT, self.said(answer) or "Answered with an error.", status=answer.status)
        return super().failure(answer, now)

    def taken_into_use(self, connection: Connection) -> None:
        jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})

    def job_system(self, caller: Caller) -> JobSystem:
        return WorkflowMaxJobs(caller)


def organisations(access_token: str) -> list[str]:
    """The ids in the claim `org_ids`. The token came to us over TLS from who signed it, and grants nothing here: its
    signature need not be checked."""
    try:
        claims = jwt.decode(access_token, options={"verify_signature": False, "verify_exp": False})
    except jwt.PyJWTError:
        return []
    found = claims.get("org_ids")
    return [str(one) for one in found if one] if isinstance(found, list) else []
