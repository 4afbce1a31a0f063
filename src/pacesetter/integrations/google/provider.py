"""Google."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.account import CalendarAccount
from pacesetter.integrations.calendars.granting import refuse_what_was_left_out
from pacesetter.integrations.calendars.source import CALENDAR, CalendarProvider
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.google.calendar import GoogleCalendar
from pacesetter.integrations.google.mail import Gmail
from pacesetter.integrations.google.push import PUSH_FIELDS, GmailPush
from pacesetter.integrations.mails.account import MailAccount
from pacesetter.integrations.mails.source import MAIL, MailProvider
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Account, Checked, OAuthWay, Use

# Reasons inside a 403 (Calendar API, "Handle API errors"): too many requests, which pass by themselves.
_TOO_MANY = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "calendarUsageLimitsExceeded"})
_NOT_CONSENTED = frozenset({"insufficientPermissions", "authError"})
# What is wrong with one request, and not with the connection.
_OF_THE_REQUEST = frozenset({"forbidden", "forbiddenForNonOrganizer", "forbiddenForServiceAccounts"})


class Google(MailProvider, CalendarProvider):
    """A member's Google account. `www.googleapis.com` serves every API that is used, so one host is enough."""

    key = "google"
    label = "Google"
    help_text = _("Meeting requests go out from your Google Calendar, and your busy times are known here.")
    how_to = (
        _(
            "In the Google Cloud console, choose or make a project, and enable the Google Calendar API and, for "
            "e-mail, the Gmail API."
        ),
        _(
            "Under Google Auth Platform, fill in Branding, and choose Internal as audience if all accounts are of your "
            "Workspace."
        ),
        _("Under Data access, add the scopes that are listed below."),
        _("Under Clients, create one of the type Web application, with the redirect URI below."),
        _("Enter its ID and secret here."),
    )
    oauth = OAuthWay(
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        scopes=("openid", "email"),
        # A refresh token comes only with these, and a second time only where consent is asked for again.
        extra={"access_type": "offline", "prompt": "consent"},
        revoke_url="https://oauth2.googleapis.com/revoke",
    )
    app_fields = PUSH_FIELDS
    push = GmailPush()
    uses = {
        CALENDAR: Use(
            _("Calendar: meeting requests and busy times"),
            (
                "https://www.googleapis.com/auth/calendar.events.owned",
                "https://www.googleapis.com/auth/calendar.freebusy",
            ),
        ),
        MAIL: Use(
            _("E-mail: whom members write to and hear from, never what is written"),
            ("https://www.googleapis.com/auth/gmail.metadata",),
        ),
    }
    offers = frozenset({CALENDAR, MAIL})
    at_once = 2

    def base_url(self, connection: Connection) -> str:
        return "https://www.googleapis.com"

    def check(self, caller: Caller) -> Checked:
        """Whose account it is. Raises `Failure` where a box of the consent was left empty."""
        refuse_what_was_left_out(self, caller.connection)
        told = caller.get("/oauth2/v3/userinfo").json()
        if not isinstance(told, dict) or not told.get("sub") or "@" not in str(told.get("email")):
            raise Failure(FailureKind.TEMPORARY, "The answer names no account.")
        address = str(told["email"]).lower()
        return Checked([Account(str(told["sub"]), address)], {"address": address})

    def calendar(self, caller: Caller) -> CalendarAccount:
        return GoogleCalendar(caller)

    def mail(self, caller: Caller) -> MailAccount:
        return Gmail(caller)

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        """A 403 means several things; the reason says which."""
        found = super().failure(answer, now)
        if found is None or answer.status != 403:
            return found
        reasons = reasons_of(answer.json_or_none())
        kind = found.kind
        if reasons & _TOO_MANY:
            kind = FailureKind.TEMPORARY
        elif reasons & _NOT_CONSENTED:
            kind = FailureKind.AUTHORISATION
        elif reasons & _OF_THE_REQUEST:
            kind = FailureKind.PERMANENT
        return Failure(kind, found.text, status=403, retry_after=found.retry_after)

    def said(self, answer: Answer) -> str:
        error = _error_of(answer.json_or_none())
        return str(error.get("message", ""))[:300]


def reasons_of(body: Any) -> set[str]:
    """The reasons in an error of Google's."""
    errors = _error_of(body).get("errors")
    return {str(one.get("reason")) for one in errors if isinstance(one, dict)} if isinstance(errors, list) else set()


def _error_of(body: Any) -> dict[str, Any]:
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}
