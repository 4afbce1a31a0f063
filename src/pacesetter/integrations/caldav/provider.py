"""CalDAV."""

import base64
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caldav.calendar import CalDavCalendar
from pacesetter.integrations.caldav.discovery import discover
from pacesetter.integrations.calendars.account import CalendarAccount
from pacesetter.integrations.calendars.source import INVITES, CalendarProvider
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Account, Checked, Field


class CalDav(CalendarProvider):
    """A member's calendar on a server of one's own choice, by name and app password. Each calendar of the account is an
    account here: the first is the one that the server itself puts meetings into."""

    key = "caldav"
    label = "CalDAV"
    help_text = _("A calendar at Nextcloud, iCloud, Fastmail, Zimbra, or any other server that speaks CalDAV.")
    key_fields = (
        Field(
            "url", _("Address of the server"), _("Such as https://cloud.example.org/remote.php/dav/"), is_address=True
        ),
        Field("user", _("User name")),
        Field(
            "password",
            _("App password"),
            _("Make one there for Pacesetter alone; your own password works in many places, and is worth more."),
            is_secret=True,
        ),
    )
    settings_fields = (INVITES,)
    at_once = 2

    def base_url(self, connection: Connection) -> str:
        parts = urlsplit(str(connection.setting("url")))
        return f"{parts.scheme}://{parts.netloc}"

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        pair = f"{connection.setting('user')}:{secrets.get('password', '')}"
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}

    def check(self, caller: Caller) -> Checked:
        """Which calendars there are, and whether the server sends meeting requests by itself (RFC 6638)."""
        found = discover(caller, urlsplit(str(caller.connection.setting("url"))).path)
        settings = {"address": found.address, "schedules": "yes" if found.schedules else ""}
        return Checked([Account(one.path, one.name) for one in found.calendars], settings)

    def failure(self, answer: Answer, now: datetime) -> Failure | None:
        """A 403 that names a precondition (RFC 4918, 16) is about what was asked."""
        found = super().failure(answer, now)
        if found is not None and answer.status == 403 and b"DAV:" in answer.body:
            return Failure(FailureKind.PERMANENT, found.text, status=403)
        return found

    def can_invite(self, connection: Connection) -> bool:
        return bool(connection.setting("schedules"))

    def calendar(self, caller: Caller) -> CalendarAccount:
        return CalDavCalendar(caller)
