"""One thing done or to be done."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models.activity_type import ActivityType, Outcome
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation, Tenanted


class Status(models.TextChoices):
    """Where an activity stands."""

    PLANNED = "planned", _("Planned")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class Provenance(models.TextChoices):
    """How the system came to know of an activity."""

    TYPED = "typed", _("Typed in")
    ADD_IN = "add_in", _("E-mail add-in")
    CAPTURED = "captured", _("Captured")
    IMPORTED = "imported", _("Imported")
    API = "api", _("API")
    TELEPHONY = "telephony", _("Telephony")
    CAMPAIGN = "campaign", _("E-mail campaign")
    # What a campaign leaves on each recipient's company: shown there, never counted.
    CAMPAIGN_RECIPIENT = "campaign_recipient", _("Campaign received")


class Activity(Tenanted):
    """One thing done or to be done. Change it only through its verbs, which keep the figures right.

    `booked_on` and `completed_on` are the local days, in the owner's time zone at that moment, on which the activity
    was planned and completed. `booked_on` is empty where it was logged straight as completed.
    """

    # Every index below begins with the organisation; one of its own would only slow down each write.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    activity_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="activities", db_index=False)
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, blank=True, related_name="activities", db_index=False
    )
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(max_length=10, choices=Status)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # As planned and as done are kept apart, so that reopening undoes completing exactly. Money is a whole number of
    # the smallest unit of the organisation's currency: sums stay exact on every database.
    planned_minutes = models.PositiveIntegerField(_("planned minutes"), default=0)
    planned_value_minor = models.BigIntegerField(_("planned value"), default=0)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    value_minor = models.BigIntegerField(_("value"), default=0)
    details = models.JSONField(default=dict, blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.TYPED)
    source = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    booked_on = models.DateField(null=True, blank=True)
    # Who has the booking's credit: the owner, except where a to-do was handed over by somebody who left. Their past
    # figures must not change because somebody else does what they had booked.
    booked_for = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, editable=False
    )
    completed_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    completed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates", db_index=False
    )
    import_batch_id = models.BigIntegerField(null=True, blank=True, editable=False)
    # A client's own key for a request, so that a repeated one records nothing twice.
    request_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "source", "external_id"],
                condition=~Q(external_id=""),
                name="one_activity_per_external",
            ),
            models.UniqueConstraint(
                fields=["organisation", "created_by", "request_key"],
                condition=~Q(request_key=""),
                name="one_activity_per_request",
            ),
            models.CheckConstraint(
                condition=(Q(status="completed") & Q(completed_on__isnull=False) & Q(completed_at__isnull=False))
                | (~Q(status="completed") & Q(completed_on__isnull=True) & Q(completed_at__isnull=True)),
                name="completed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(booked_on__isnull=True, booked_for__isnull=True)
                | Q(booked_on__isnull=False, booked_for__isnull=False),
                name="booking_has_its_member",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "owner", "completed_on"],
                condition=Q(completed_on__isnull=False),
                name="activity_by_owner_completed",
            ),
            models.Index(
                fields=["organisation", "booked_for", "booked_on"],
                condition=Q(booked_on__isnull=False),
                name="activity_by_booking",
            ),
            models.Index(
                fields=["organisation", "owner", "due_on"], condition=Q(status="planned"), name="activity_to_do"
            ),
            # The to-dos of many owners in the order of the list, which is full after a few.
            models.Index(
                fields=["organisation", "due_on", "due_at", "id", "owner"],
                condition=Q(status="planned", deleted_at__isnull=True),
                name="activity_to_dos_in_order",
            ),
            models.Index(
                fields=["organisation", "owner", "cancelled_at"],
                condition=Q(cancelled_at__isnull=False),
                name="activity_by_owner_cancelled",
            ),
            models.Index(fields=["organisation", "company", "id"], name="activity_by_company"),
            # The last contact of a company and what is planned with it.
            models.Index(
                fields=["organisation", "company", "completed_on"],
                condition=Q(completed_on__isnull=False, deleted_at__isnull=True),
                name="activity_by_company_completed",
            ),
            models.Index(
                fields=["organisation", "company", "due_on"],
                condition=Q(status="planned", deleted_at__isnull=True),
                name="activity_by_company_planned",
            ),
            # Credit to somebody other than the owner is worked out from these few rows alone. "Lower or higher" is how
            # "another" is said so that both databases recognise it in a query (see `kpis.actuals.direct`).
            models.Index(
                fields=["organisation", "completed_by", "completed_on"],
                condition=Q(completed_by__lt=F("owner"))
                | Q(completed_by__gt=F("owner"))
                | Q(completed_by__lt=F("booked_for"))
                | Q(completed_by__gt=F("booked_for")),
                name="activity_completed_by_other",
            ),
            models.Index(
                fields=["organisation", "created_by"],
                condition=Q(created_by__lt=F("owner"))
                | Q(created_by__gt=F("owner"))
                | Q(created_by__lt=F("booked_for"))
                | Q(created_by__gt=F("booked_for")),
                name="activity_created_by_other",
            ),
            # What explains a figure looks for a member's activities by each of their days (see `kpis.explain.near`).
            # These hold what no index of another day leads to: what was not done on the day it was due, ...
            models.Index(
                fields=["organisation", "owner", "due_on"],
                condition=Q(due_on__isnull=False)
                & (Q(due_on__lt=F("completed_on")) | Q(due_on__gt=F("completed_on")) | Q(status="cancelled")),
                name="activity_due_another_day",
            ),
            # ... and what was booked for somebody and is now another's.
            models.Index(
                fields=["organisation", "owner"],
                condition=Q(booked_for__lt=F("owner")) | Q(booked_for__gt=F("owner")),
                name="activity_taken_over",
            ),
            models.Index(
                fields=["organisation", "booked_for"],
                condition=Q(booked_for__lt=F("owner")) | Q(booked_for__gt=F("owner")),
                name="activity_handed_over",
            ),
            models.Index(
                fields=["organisation", "import_batch_id"],
                condition=Q(import_batch_id__isnull=False),
                name="activity_by_import",
            ),
            # Few rows, but without it both databases read the whole table for every activity that is deleted (an import
            # undone, an organisation erased), to see whether another is its duplicate.
            models.Index(
                fields=["duplicate_of"], condition=Q(duplicate_of__isnull=False), name="activity_by_duplicate"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.activity_type)
