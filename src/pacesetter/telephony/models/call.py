"""A call that was reported."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import Activity
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.telephony.models.source import CallSource
from pacesetter.tenancy.models import Tenanted


class CallState(models.TextChoices):
    """What became of a call."""

    GOING_ON = "going_on", _("Going on")
    LOGGED = "logged", _("Logged")
    UNMATCHED = "unmatched", _("Not matched")
    INTERNAL = "internal", _("Between colleagues")
    LEFT_OUT = "left_out", _("Not logged, by the settings")
    IGNORED = "ignored", _("Ignored")


class Call(Tenanted):
    """One call, however many reports there are of it."""

    source = models.ForeignKey(CallSource, on_delete=models.PROTECT, related_name="calls")
    call_id = models.CharField(max_length=200)
    direction = models.CharField(max_length=3)
    # As it was sent, and in international form where it is a number; both empty where it is withheld.
    number = models.CharField(_("number"), max_length=200, blank=True)
    e164 = models.CharField(max_length=32, blank=True)
    member_keys = models.JSONField(default=list)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="calls")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="calls")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="calls")
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(_("time spoken"), default=0)
    result = models.CharField(max_length=12, blank=True)
    # Where the system reports each leg by itself: what is known of each, by its id (`kept_legs.py`).
    legs = models.JSONField(null=True, editable=False)
    # The system gave no time: the moments are those at which its reports came.
    is_timed_by_arrival = models.BooleanField(default=False, db_default=False)
    # When the last report of it came, by our clock; empty for calls from before this was kept.
    reported_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=CallState, default=CallState.GOING_ON)
    # Why it is not logged, in words for whoever looks at it.
    question = models.CharField(max_length=300, blank=True)
    activity = models.OneToOneField(Activity, on_delete=models.SET_NULL, null=True, related_name="call")

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "source", "call_id"], name="one_call_per_id"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "member", "-started_at"],
                condition=models.Q(state="unmatched"),
                name="calls_not_matched",
            ),
            models.Index(
                fields=["organisation", "reported_at"],
                condition=models.Q(state="going_on"),
                name="calls_going_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.number} {self.started_at:%Y-%m-%d %H:%M}"
