"""What is kept about members' calendars."""

from typing import Any, ClassVar

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.meetings.models import Meeting
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CalendarEvent(Tenanted):
    """A meeting whose requests go out from a member's calendar.

    `mark` is our name of the event there, which makes it once, and `external_id` theirs. `version` names the state that
    was written there last and `sent` is what it held (times, guests' addresses, hashes of words). `tried_at` is set
    before it is made: from then on it is looked for first.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="calendar_event")
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="calendar_events")
    mark = models.CharField(max_length=32)
    external_id = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=32, blank=True)
    sent = models.JSONField(default=dict)
    tried_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)
    # When guests were last asked: answers from before say nothing.
    asked_at = models.DateTimeField(null=True)
    # Somebody deleted it in the calendar.
    gone_at = models.DateTimeField(null=True)
    # Since when something of a series is otherwise there that is not taken over.
    differs_at = models.DateTimeField(null=True)
    # Why it was not written, where nobody tries again: the other side's words.
    fault = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "mark"], name="one_calendar_event_per_mark"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["connection", "external_id"], name="calendar_event_by_id"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.external_id or self.mark}"


class CalendarPlace(Tenanted):
    """Where reading of a calendar goes on: a token of the other side's. `until` is the end of what is looked at, where
    the token stands for a span of time."""

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="calendar_place")
    place = models.TextField(blank=True)
    until = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    busy_read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"place of {self.connection_id}"

    @classmethod
    def of(cls, connection: Connection) -> "CalendarPlace":
        row: Any = cls.objects.get_or_create(connection=connection)[0]
        found: CalendarPlace = row
        return found


class BusyTime(Tenanted):
    """A span in which a member is busy by a connected calendar. When, and never what: nothing else is asked for."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="busy_times")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "ends_at", "starts_at"], name="busy_times_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
