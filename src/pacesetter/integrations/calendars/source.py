"""What a provider is that has calendars of members."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import BusyTime, CalendarPlace
from pacesetter.integrations.provider import Field, Owner, Provider
from pacesetter.integrations.uses import can_be_used_for, is_used_for

if TYPE_CHECKING:
    from pacesetter.integrations.calendars.account import CalendarAccount
    from pacesetter.integrations.caller import Caller
    from pacesetter.integrations.models import Connection
    from pacesetter.meetings.transports import Repeats

CALENDAR = "calendar"

INVITES = Field(
    "invites",
    _("Meeting requests"),
    _("Of meetings that are planned from now on. What was asked for already stays where it is."),
    default="yes",
    choices=(
        ("yes", _("Send them from this calendar")),
        ("no", _("Send them by mail; only read from this calendar when I am busy")),
    ),
)


class CalendarProvider(Provider):
    """A provider of calendars. Each connection is a member's own."""

    owner = Owner.MEMBER
    symbol = "calendar-event"
    settings_fields = (INVITES,)
    offers = frozenset({CALENDAR})
    # Whether guests read what the organiser says to them when an event is called off.
    takes_words: bool = False

    def asks(self, field: Field, connection: "Connection | None") -> bool:
        """Where meeting requests go out from is no question for an account that is used for its e-mail alone."""
        if field is not INVITES:
            return super().asks(field, connection)
        return can_be_used_for(self, CALENDAR) if connection is None else is_used_for(connection, CALENDAR)

    @abstractmethod
    def calendar(self, caller: "Caller") -> "CalendarAccount":
        """The calendar of the caller's connection."""

    def taken_into_use(self, connection: "Connection") -> None:
        """Colleagues should not wait to see when its owner is busy."""
        enqueue_once("integrations.read_calendar", {"connection": connection.pk})

    def disconnected(self, connection: "Connection") -> None:
        """When its owner is busy is nobody's business any more."""
        BusyTime.objects.filter(connection=connection).delete()
        CalendarPlace.objects.filter(connection=connection).delete()

    def can_invite(self, connection: "Connection") -> bool:
        """Whether the other side sends meeting requests by itself."""
        return True

    def can_repeat(self, repeats: "Repeats") -> bool:
        """Whether a series by this rule can be told to its calendars."""
        return True

    def address_of(self, connection: "Connection") -> str:
        """The address of the organiser of whatever is made there."""
        return str(connection.setting("address") or connection.account_name)
