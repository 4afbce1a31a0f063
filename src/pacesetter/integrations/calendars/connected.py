"""Which calendars a member has connected, and which of them meeting requests go out from."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from pacesetter.activities.models import Status
from pacesetter.core import clock
from pacesetter.integrations.calendars.source import CALENDAR, CalendarProvider
from pacesetter.integrations.models import CalendarEvent, Connection, ConnectionState
from pacesetter.integrations.providers import keys_offering, provider_of
from pacesetter.integrations.uses import is_used_for
from pacesetter.people.models import Member

# While it needs attention or is paused, what is planned waits for it rather than go out another way: a calendar that
# sometimes has a meeting and sometimes not would be trusted by nobody.
_IN_USE = (ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION)


def calendars_of(member_ids: Collection[int]) -> QuerySet[Connection]:
    """The connected calendars of these members, whatever they are used for."""
    return Connection.objects.filter(owner__in=member_ids, provider__in=keys_offering(CALENDAR), state__in=_IN_USE)


def inviting_calendar_of(member: Member) -> Connection | None:
    """The calendar that the member's new meetings are made in; None where mail does it. The first one connected."""
    for connection in calendars_of([member.pk]).order_by("pk"):
        provider = calendar_provider(connection)
        is_wanted = connection.setting("invites") == "yes" and is_used_for(connection, CALENDAR)
        if is_wanted and provider.can_invite(connection):
            return connection
    return None


def upcoming_meetings(connection: Connection) -> int:
    """How many meetings of the future have their requests from this account; a series that goes on is one."""
    now = clock.now()
    single = Q(meeting__series__isnull=True, meeting__ends_at__gt=now)
    goes_on = Q(meeting__series__next_at__isnull=False) | Q(
        meeting__series__occurrences__activity__due_at__gt=now,
        meeting__series__occurrences__activity__status=Status.PLANNED,
    )
    found = CalendarEvent.objects.filter(single | goes_on, connection=connection, meeting__is_cancelled=False)
    return found.distinct().count()


def calendar_provider(connection: Connection) -> CalendarProvider:
    """The connection's provider, which has calendars."""
    provider = provider_of(connection.provider)
    assert isinstance(provider, CalendarProvider)  # noqa: S101 - the caller asks for calendars alone
    return provider
