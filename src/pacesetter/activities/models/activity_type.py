"""Activity types, and the outcomes that they can end in."""

from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.models import Tenanted


class OutcomeMeaning(models.TextChoices):
    """What an outcome says of a meeting, whatever the organisation calls it. Suggestions go by it; figures never do."""

    NONE = "", _("nothing in particular")
    HELD = "held", _("it took place")
    NO_SHOW = "no_show", _("they did not come")
    CALLED_OFF = "called_off", _("it was called off")


class Outcome(Tenanted):
    """How an activity ended, such as held, no-show, connected or voicemail. Shared by all activity types."""

    name = models.CharField(_("name"), max_length=60)
    meaning = models.CharField(
        _("meaning"), max_length=12, choices=OutcomeMeaning, blank=True, default="", db_default=""
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_outcome_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityType(Tenanted):
    """What the organisation calls one sort of activity. Its category decides what the system does with it."""

    name = models.CharField(_("name"), max_length=100)
    category = models.CharField(_("category"), max_length=40)
    default_minutes = models.PositiveIntegerField(_("usual minutes"), default=0)
    points = models.DecimalField(_("points"), max_digits=10, decimal_places=2, default="1")
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    needs_outcome = models.BooleanField(_("an outcome must be chosen"), default=False)
    settings = models.JSONField(_("settings of the category"), default=dict, blank=True)
    outcomes = models.ManyToManyField(Outcome, through="ActivityTypeOutcome", related_name="activity_types", blank=True)
    # Kept by the verbs on next steps, so that completing asks nothing more where no rule is there.
    has_next_steps = models.BooleanField(default=False, db_default=False, editable=False)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_activity_type_per_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def allowed_outcome_ids(self) -> frozenset[int]:
        """The outcomes that activities of this type can end in, as this object first saw them."""
        return frozenset(self.allowed_outcomes.values_list("outcome_id", flat=True))


class ActivityTypeOutcome(Tenanted):
    """An activity of this type can end in this outcome."""

    activity_type = models.ForeignKey(ActivityType, on_delete=models.CASCADE, related_name="allowed_outcomes")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="allowed_for")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "activity_type", "outcome"], name="one_outcome_per_type"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_type} · {self.outcome}"
