"""What attendees were last told of a meeting."""

from typing import ClassVar

from django.db import models

from pacesetter.activities.models import Activity
from pacesetter.tenancy.models import Tenanted


class Meeting(Tenanted):
    """The calendar side of an activity. The columns hold what attendees were told, not what is planned by now: the
    difference of the two is what has to be told next.

    Of a series there is one, whose `activity` is the first of it; `rule` is the recurrence that attendees were told.

    `answers_from` is the sequence with which they were last asked: answers to earlier ones say nothing.
    """

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="meeting")
    series = models.OneToOneField("meetings.MeetingSeries", on_delete=models.CASCADE, null=True, related_name="meeting")
    rule = models.JSONField(null=True)
    uid = models.CharField(max_length=255)
    # The key of the transport that made it, and that it stays with; empty for mail.
    transport = models.CharField(max_length=20, blank=True, default="", db_default="")
    # In the address that answers come to. Empty where they go to the organiser's own address.
    reply_token = models.CharField(max_length=64, blank=True)
    organiser_address = models.CharField(max_length=320)
    organiser_name = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField(default=0)
    answers_from = models.PositiveIntegerField(default=0)
    stamp = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=500, blank=True)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "uid"], name="one_meeting_per_uid"),
            models.UniqueConstraint(
                fields=["reply_token"], condition=~models.Q(reply_token=""), name="one_meeting_per_token"
            ),
        ]

    def __str__(self) -> str:
        return self.title
