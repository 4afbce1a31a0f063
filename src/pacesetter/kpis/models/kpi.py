"""KPIs and what they are mapped to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import SalesRole
from pacesetter.tenancy.models import Tenanted


class Measure(models.TextChoices):
    """What is added up."""

    COUNT = "count", _("Number")
    MINUTES = "minutes", _("Minutes")
    POINTS = "points", _("Points")
    VALUE = "value", _("Value")
    COMPANIES = "companies", _("Different companies")
    RATIO = "ratio", _("Ratio of two KPIs")


class Moment(models.TextChoices):
    """Which moment of an activity is counted, on its local day."""

    COMPLETED = "completed", _("Completed")
    BOOKED = "booked", _("Booked")


class Credit(models.TextChoices):
    """Whom an activity counts for."""

    OWNER = "owner", _("Owner")
    PARTICIPANTS = "participants", _("Owner and participants")
    CREATOR = "creator", _("Creator")
    COMPLETER = "completer", _("Completer")


class Direction(models.TextChoices):
    """Which way is better."""

    MORE = "more", _("More is better")
    LESS = "less", _("Less is better")


class Kpi(Tenanted):
    """A named measure over activity types. A ratio is one KPI over another and maps to no activity types itself."""

    name = models.CharField(_("name"), max_length=100)
    measure = models.CharField(_("measure"), max_length=10, choices=Measure, default=Measure.COUNT)
    moment = models.CharField(_("moment"), max_length=10, choices=Moment, default=Moment.COMPLETED)
    credit = models.CharField(_("credit"), max_length=12, choices=Credit, default=Credit.OWNER)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.MORE)
    numerator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="numerator_of")
    denominator = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="denominator_of"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_kpi_per_name"),
            models.CheckConstraint(
                condition=(Q(measure="ratio") & Q(numerator__isnull=False) & Q(denominator__isnull=False))
                | (~Q(measure="ratio") & Q(numerator__isnull=True) & Q(denominator__isnull=True)),
                name="ratio_has_two_kpis",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KpiActivityType(Tenanted):
    """The KPI counts this activity type, each one with a weight."""

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="type_mappings")
    activity_type = models.ForeignKey(ActivityType, on_delete=models.CASCADE, related_name="kpi_mappings")
    weight = models.DecimalField(_("weight"), max_digits=8, decimal_places=3, default="1")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "kpi", "activity_type"], name="one_mapping_per_type"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} ← {self.activity_type}"


class KpiOutcome(Tenanted):
    """The KPI counts activities with this outcome. A KPI with none of these counts every outcome."""

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="counted_outcomes")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="counted_by")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "kpi", "outcome"], name="one_kpi_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} ← {self.outcome}"


class KpiRole(Tenanted):
    """The KPI is expected of this sales role; `weight` is its share in the role's score."""

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="role_mappings")
    role = models.ForeignKey(SalesRole, on_delete=models.CASCADE, related_name="kpi_mappings")
    weight = models.DecimalField(_("weight in the score"), max_digits=8, decimal_places=3, default="1")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "kpi", "role"], name="one_mapping_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} ← {self.kpi}"
