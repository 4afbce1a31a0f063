"""When people work: weekly patterns, leave, and the organisation's own days off."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models.member import Member
from pacesetter.tenancy.models import Tenanted


class WorkingPattern(Tenanted):
    """A working week from `effective_from` on, for one member or (member empty) for the organisation.

    `capacities` holds seven shares of a day, Monday first, as strings such as "1", "0.5" and "0".
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="working_patterns")
    effective_from = models.DateField(_("from"))
    capacities = models.JSONField(_("shares of a day, Monday first"))
    day_starts_at = models.TimeField(_("the day starts at"), default="09:00")
    day_ends_at = models.TimeField(_("the day ends at"), default="17:00")

    class Meta:
        ordering: ClassVar[list[str]] = ["effective_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Two, since SQLite holds NULLs for different: one index over both would let the organisation have several.
            models.UniqueConstraint(
                fields=["organisation", "member", "effective_from"],
                condition=models.Q(member__isnull=False),
                name="one_pattern_of_member_per_start",
            ),
            models.UniqueConstraint(
                fields=["organisation", "effective_from"],
                condition=models.Q(member__isnull=True),
                name="one_pattern_of_organisation_per_start",
            ),
            models.CheckConstraint(
                condition=models.Q(day_ends_at__gt=models.F("day_starts_at")), name="working_day_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member or self.organisation} from {self.effective_from}"


class Leave(Tenanted):
    """Days off from `starts_on` until the day before `ends_on`; `share` of each day is lost (1 or 0.5)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="leave")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until, not included"))
    share = models.DecimalField(
        _("share of each day"),
        max_digits=3,
        decimal_places=2,
        default="1",
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    kind = models.CharField(_("kind"), max_length=30, default="holiday")
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="leave_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.starts_on}–{self.ends_on}"


class OrganisationHoliday(Tenanted):
    """A day on which the organisation differs from its country's calendar: `share` of the day is lost.

    A share of 0 makes a public holiday an ordinary working day; 1 closes the house on any other day.
    """

    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=100)
    share = models.DecimalField(_("share of the day lost"), max_digits=3, decimal_places=2, default="1")

    class Meta:
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "day"], name="one_organisation_holiday_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
