"""To-dos that come back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models.activity import Activity
from pacesetter.core.repeating import MOST, Rule, Unit
from pacesetter.tenancy.models import Tenanted


class RepeatUnit(models.TextChoices):
    """What is counted from one to-do of a series to the next."""

    DAYS = Unit.DAYS.value, _("days")
    WORKING_DAYS = Unit.WORKING_DAYS.value, _("working days")
    WEEKS = Unit.WEEKS.value, _("weeks")
    MONTHS = Unit.MONTHS.value, _("months")


class Series(Tenanted):
    """A rule by which completing one to-do plans the next. `anchor_on` is the day of the first one."""

    every = models.PositiveSmallIntegerField(_("every"))
    unit = models.CharField(_("unit"), max_length=12, choices=RepeatUnit)
    anchor_on = models.DateField()
    created_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(every__gte=1, every__lte=MOST), name="series_has_a_rhythm"),
        ]

    def __str__(self) -> str:
        return f"every {self.every} {self.unit}"

    @property
    def rule(self) -> Rule:
        """The rhythm as the pure core wants it."""
        return Rule(self.every, Unit(self.unit), self.anchor_on)


class Occurrence(Tenanted):
    """The place of an activity in its series. A table of its own: the millions of activities that don't repeat shall
    not carry it."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="occurrences", db_index=False)
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="occurrence")
    number = models.PositiveIntegerField()
    # When the series last wrote the activity. As long as nothing has changed it since, undoing takes it back.
    as_planned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # However many presses and processes there are, each turn is planned once.
            models.UniqueConstraint(fields=["series", "number"], name="one_activity_per_turn"),
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.number}"
