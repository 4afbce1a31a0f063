"""How much of a KPI is expected."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models.kpi import Kpi
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Tenanted

PERIOD_KINDS = [(kind.value, _(kind.value)) for kind in PeriodKind]


class Target(Tenanted):
    """A quantity of a KPI per period, for a role or for one member, from `effective_from` until the next one.

    An empty quantity ends the series: from that day on nothing is expected by it.
    """

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="targets")
    role = models.ForeignKey(SalesRole, on_delete=models.CASCADE, null=True, blank=True, related_name="targets")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="targets")
    period_kind = models.CharField(_("per"), max_length=7, choices=PERIOD_KINDS)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    effective_from = models.DateField(_("from"))

    class Meta:
        ordering: ClassVar[list[str]] = ["effective_from", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(role__isnull=False, member__isnull=True) | Q(role__isnull=True, member__isnull=False),
                name="target_has_one_subject",
            ),
            # One for each sort of subject: SQLite holds NULLs for different, so one index over both would hold nothing.
            models.UniqueConstraint(
                fields=["organisation", "kpi", "role", "period_kind", "effective_from"],
                condition=Q(member__isnull=True),
                name="one_target_of_role_per_day",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kpi", "member", "period_kind", "effective_from"],
                condition=Q(role__isnull=True),
                name="one_target_of_member_per_day",
            ),
            models.CheckConstraint(condition=Q(quantity__isnull=True) | Q(quantity__gte=0), name="target_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi}: {self.quantity} per {self.period_kind} from {self.effective_from}"
