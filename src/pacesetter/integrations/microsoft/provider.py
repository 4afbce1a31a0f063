"""Microsoft."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.account import CalendarAccount
from pacesetter.integrations.calendars.granting import refuse_what_was_left_out
from pacesetter.integrations.calendars.source import CALENDAR, CalendarProvider
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mails.account import MailAccount
from pacesetter.integrations.mails.source import MAIL, MailProvider
from pacesetter.integrations.microsoft.calendar import GraphCalendar
from pacesetter.integrations.microsoft.mail import GraphMail
from pacesetter.integrations.microsoft.push import GraphPush
from pacesetter.integrations.microsoft.recurrence import can_be_told
from pacesetter.integrations.microsoft.zones import windows_zone
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.client import client_of
from pacesetter.integrations.provider import Account, Checked, Field, OAuthWay, Use
from pacesetter.itip import occurrences
from pacesetter.meetings.transports import Repeats

# Codes of Graph that are about one item, and not about the consent.
_OF_THE_REQUEST = frozenset({"ErrorItemNotFound", "ErrorCannotUpdateMeeting", "ErrorCalendarIsNotOrganizer"})


class Microsoft(MailProvider, CalendarProvider):
    """A member's account of Microsoft 365 (work or school) or Outlook.com."""

    key = "microsoft"
    label = "Microsoft"
    takes_words = True
    help_text = _("Meeting requests go out from your Outlook calendar, and your busy times are known here.")
    how_to = (
        _("In the Microsoft Entra admin center, open App registrations, then New registration."),
        _("Choose who may use it, and enter the redirect URI below for the platform Web."),
        _("Under API permissions, add the delegated permissions of Microsoft Graph that are listed below."),
        _("Under Certificates & secrets, make a client secret, and note when it ends."),
        _("Enter the application ID, the secret's value and the directory (tenant) here."),
    )
    oauth = OAuthWay(
        "{login_url}/{tenant}/oauth2/v2.0/authorize",
        "{login_url}/{tenant}/oauth2/v2.0/token",
        scopes=("offline_access", "User.Read"),
        extra={"response_mode": "query"},
    )
    app_fields = (
        Field(
            "tenant",
            _("Directory (tenant) ID"),
            _("Of your organisation; common where accounts of others are let in too."),
            default="common",
        ),
        Field("login_url", _("Address for consent"), default="https://login.microsoftonline.com", is_address=True),
        Field("api_url", _("Address of the API"), default="https://graph.microsoft.com", is_address=True),
    )
    uses = {
        CALENDAR: Use(_("Calendar: meeting requests and busy times"), ("Calendars.ReadWrite",)),
        MAIL: Use(_("E-mail: whom members write to and hear from, never what is written"), ("Mail.ReadBasic",)),
    }
    offers = frozenset({CALENDAR, MAIL})
    push = GraphPush()
    # Outlook permits four requests of an app at once to one mailbox.
    at_once = 2

    def base_url(self, connection: Connection) -> str:
        return f"{client_of(connection).settings['api_url']}/v1.0"

    def can_repeat(self, repeats: Repeats) -> bool:
        starts = occurrences(repeats.starts_at, repeats.rule, repeats.zone)
        return can_be_told(*repeats) and bool(windows_zone(repeats.zone, starts))

    def check(self, caller: Caller) -> Checked:
        """Whose account it is."""
        refuse_what_was_left_out(self, caller.connection)
        told = caller.get("/me", params={"$select": "id,mail,userPrincipalName"}).json()
        address = str(told.get("mail") or told.get("userPrincipalName") or "") if isinstance(told, dict) else ""
        if "@" not in address or not told.get("id"):
            raise Failure(FailureKind.TEMPORARY, "The answer names no account.")
        return Checked([Account(str(told["id"]), address.lower())], {"address": address.lower()})

    def calendar(self, caller: Caller) -> CalendarAccount:
        return GraphCalendar(caller)

    def mail(self, caller: Caller) -> MailAccount:
        return GraphMail(caller)

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        """A 403 is about the consent, unless its code is about one item."""
        found = super().failure(answer, now)
        if found is None or answer.status != 403 or found.kind is FailureKind.TEMPORARY:
            return found
        of_one = code_of(answer) in _OF_THE_REQUEST
        kind = FailureKind.PERMANENT if of_one else FailureKind.AUTHORISATION
        return Failure(kind, found.text, status=403)

    def said(self, answer: Answer) -> str:
        error = _error_of(answer.json_or_none())
        return f"{error.get('code', '')}: {error.get('message', '')}".strip(": ")[:300]


def code_of(answer: Answer) -> str:
    """The code in an error of Graph's."""
    return str(_error_of(answer.json_or_none()).get("code", ""))


def _error_of(body: Any) -> dict[str, Any]:
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}
