"""Screens on the wall: leaderboards that a link shows without a log-in."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, Team
from pacesetter.tenancy.models import Tenanted

PERIODS = (
    (PeriodKind.DAY, _("Today")),
    (PeriodKind.WEEK, _("This week")),
    (PeriodKind.MONTH, _("This month")),
    (PeriodKind.QUARTER, _("This quarter")),
    (PeriodKind.YEAR, _("This year")),
)


class Screen(Tenanted):
    """What a link shows: these KPIs of this team (of everybody without one) in the current period, and nothing else.
    Only a hash of the link's secret is kept."""

    name = models.CharField(_("name"), max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kpis = models.ManyToManyField(Kpi, through="ScreenKpi", related_name="+")
    period_kind = models.CharField(_("period"), max_length=10, choices=PERIODS, default=PeriodKind.MONTH)
    created_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


class ScreenKpi(Tenanted):
    """A KPI on a screen, at its place."""

    screen = models.ForeignKey(Screen, on_delete=models.CASCADE, related_name="screen_kpis")
    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["screen", "kpi"], name="a_kpi_once_on_a_screen"),
        ]

    def __str__(self) -> str:
        return f"{self.screen} · {self.kpi}"
