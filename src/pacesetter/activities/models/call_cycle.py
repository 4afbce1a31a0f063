"""How often a company is to be contacted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models.activity import Activity
from pacesetter.activities.models.activity_type import ActivityType
from pacesetter.core.repeating import Unit
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CycleUnit(models.TextChoices):
    """What is counted from one contact to the next."""

    WEEKS = Unit.WEEKS.value, _("weeks")
    MONTHS = Unit.MONTHS.value, _("months")


class CallCycle(Tenanted):
    """A standing interval: whenever an activity of the type is completed with the company, the next one is planned.

    Without an `owner` it is planned for the company's account manager, else its sales rep, else whoever did the last.
    `planned` is the activity that the cycle planned last, because of `planned_after`; as long as it is as it was at
    `as_planned_at`, reopening `planned_after` takes it back.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="call_cycles")
    activity_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="+", db_index=False)
    every = models.PositiveSmallIntegerField(_("every"))
    unit = models.CharField(_("unit"), max_length=12, choices=CycleUnit)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    planned = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="+")
    planned_after = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="+")
    as_planned_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "company", "activity_type"], name="one_cycle_per_type"),
            models.CheckConstraint(condition=Q(every__gte=1, every__lte=60), name="cycle_has_an_interval"),
        ]

    def __str__(self) -> str:
        return f"every {self.every} {self.unit}"
