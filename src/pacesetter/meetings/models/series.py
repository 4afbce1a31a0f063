"""Meetings that repeat, as one series in attendees' calendars."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.itip import Frequency
from pacesetter.meetings.models.attendee import MeetingAttendee, Status
from pacesetter.meetings.models.standing import StandingAnswer
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class MeetingSeries(Tenanted):
    """What the meetings of a series have in common, and by which rule they follow each other.

    `starts_at` is the first by the rule, on the wall of `zone`; `weekdays`, `position`, `count` and `until` are as in
    `itip.Recurrence`. The series ends before `cut_at`, where that is set; `cut_made_at` is when somebody cancelled
    the rest, which can be taken back (it is empty where another series goes on from there). `next_at` is the first
    occurrence by the rule that is no activity yet, and empty once all are.
    """

    activity_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=300, blank=True)
    planned_minutes = models.PositiveIntegerField(default=0)
    value_minor = models.BigIntegerField(default=0)
    details = models.JSONField(default=dict, blank=True)
    zone = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    frequency = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Frequency])
    interval = models.PositiveSmallIntegerField(default=1)
    weekdays = models.JSONField(default=list, blank=True)
    position = models.SmallIntegerField(null=True)
    count = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    cut_at = models.DateTimeField(null=True)
    cut_made_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    # Why the next one could not be planned, in words for whoever looks after it.
    fault = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(count__isnull=True, until__isnull=False) | Q(count__isnull=False, until__isnull=True),
                name="meeting_series_ends",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "next_at"], condition=Q(next_at__isnull=False), name="meeting_series_to_plan"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.activity_type)


class SeriesGuest(Tenanted):
    """A contact, or a colleague, who comes to every meeting of a series."""

    series = models.ForeignKey(MeetingSeries, on_delete=models.CASCADE, related_name="guests")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(contact__isnull=True, member__isnull=False) | Q(contact__isnull=False, member__isnull=True),
                name="series_guest_is_one_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.contact or self.member)


class MeetingOccurrence(Tenanted):
    """One meeting of a series. `original_at` is when the rule has it, which names it for ever (RECURRENCE-ID).

    There is an activity once it is near enough to be planned, and a row before that only where somebody has answered.
    `told` is what attendees were told of it where that differs from the rule (see `meetings.series.kept`).
    `answers_from` is the sequence with which they were last asked about this one alone.
    """

    series = models.ForeignKey(MeetingSeries, on_delete=models.CASCADE, related_name="occurrences", db_index=False)
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, null=True, related_name="meeting_occurrence")
    original_at = models.DateTimeField()
    told = models.JSONField(null=True)
    answers_from = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["original_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # However many workers plan ahead, each meeting is planned once.
            models.UniqueConstraint(fields=["series", "original_at"], name="one_occurrence_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.original_at}"


class OccurrenceAnswer(StandingAnswer, Tenanted):
    """What an attendee has answered about one meeting of a series alone."""

    occurrence = models.ForeignKey(MeetingOccurrence, on_delete=models.CASCADE, related_name="answers", db_index=False)
    attendee = models.ForeignKey(MeetingAttendee, on_delete=models.CASCADE, related_name="single_answers")
    status = models.CharField(max_length=12, choices=Status)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_sequence = models.PositiveIntegerField(null=True)
    answered_stamp = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["occurrence", "attendee"], name="one_answer_per_occurrence"),
        ]

    def __str__(self) -> str:
        return f"{self.attendee}: {self.status}"
