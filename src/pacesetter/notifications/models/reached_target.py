"""A target of which its member was told that it is reached."""

from typing import ClassVar

from django.db import models

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class ReachedTarget(Tenanted):
    """Kept so that nobody is told of one period's target twice, whatever is taken back and done again."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="+")
    period_kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in PeriodKind])
    starts_on = models.DateField()
    reached_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "member", "kpi", "period_kind", "starts_on"], name="one_target_reached_once"
            ),
        ]
        # A member who is erased takes theirs along, which have to be found.
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["member"], name="targets_reached_by")]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.period_kind} {self.starts_on}"
