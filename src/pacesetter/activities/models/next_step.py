"""What is to follow when an activity of some type is completed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models.activity import Activity
from pacesetter.activities.models.activity_type import ActivityType, Outcome
from pacesetter.core.repeating import MOST, Unit
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class StepUnit(models.TextChoices):
    """What the delay is counted in."""

    WORKING_DAYS = Unit.WORKING_DAYS.value, _("working days")
    DAYS = Unit.DAYS.value, _("days")


class StepFrom(models.TextChoices):
    """From which day the delay is counted."""

    COMPLETED = "completed", _("the day it was completed")
    DUE = "due", _("the day it was due")


class StepOwner(models.TextChoices):
    """For whom the next one is."""

    SAME = "same", _("The same owner")
    ACCOUNT_MANAGER = "account_manager", _("The company’s account manager")
    MEMBER = "member", _("One member")


class StepMode(models.TextChoices):
    """Whether the next one is planned at once, or offered."""

    SUGGEST = "suggest", _("Suggest it")
    PLAN = "plan", _("Plan it")


class NextStep(Tenanted):
    """A rule: once an activity of `after_type` is completed, in one of the outcomes where it names any, one of
    `next_type` follows after the delay.

    A rule without outcomes holds for every outcome that no other rule of the type names. `at_most` is how many times
    in a row the rule holds, each following from the last; empty is without end.
    """

    after_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="next_steps")
    outcomes = models.ManyToManyField(Outcome, through="NextStepOutcome", related_name="+", blank=True)
    next_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="+", db_index=False)
    delay = models.PositiveSmallIntegerField(_("delay"))
    unit = models.CharField(_("unit"), max_length=12, choices=StepUnit)
    counted_from = models.CharField(_("counted from"), max_length=12, choices=StepFrom)
    owner_rule = models.CharField(_("for"), max_length=20, choices=StepOwner)
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    mode = models.CharField(_("what happens"), max_length=10, choices=StepMode)
    at_most = models.PositiveSmallIntegerField(_("at most in a row"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(delay__lte=MOST), name="next_step_within_a_year"),
            models.CheckConstraint(
                condition=(Q(owner_rule="member") & Q(member__isnull=False))
                | (~Q(owner_rule="member") & Q(member__isnull=True)),
                name="next_step_names_its_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.after_type} → {self.next_type}"


class NextStepOutcome(Tenanted):
    """The rule holds after this outcome."""

    step = models.ForeignKey(NextStep, on_delete=models.CASCADE, related_name="outcome_links")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "step", "outcome"], name="one_outcome_per_next_step"),
        ]

    def __str__(self) -> str:
        return str(self.outcome)


class StepTaken(Tenanted):
    """`planned` followed from `after` by a rule, the `number`th time in a row. As long as it is as it was at
    `as_planned_at`, undoing the completion of `after` takes it back."""

    step = models.ForeignKey(NextStep, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+", db_index=False)
    planned = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    as_planned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "after"], name="one_next_step_per_activity"),
        ]
        # An activity that is erased takes its row along, which has to be found.
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["after"], name="step_taken_after")]

    def __str__(self) -> str:
        return f"{self.after} → {self.planned}"
