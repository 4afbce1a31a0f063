"""Closed periods, the figures as they were, and every restatement since."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.kpis.models.kpi import Direction, Kpi
from pacesetter.people.models import Member, Team
from pacesetter.tenancy.models import Tenanted


class ClosedPeriod(Tenanted):
    """A period whose figures are kept as they were. `locked`: a later change inside it is refused.

    The period runs from `starts_on` until the day before `ends_on`. Reopening ends the closing and keeps its history.
    While it is locked (since `locked_at`), its `LockedFigure`s are what is shown, judged by the thresholds and the cap
    of the score that held when it was locked; `teams` has who belonged to which: [member, team, first day, day after].
    """

    period_kind = models.CharField(max_length=7)
    starts_on = models.DateField()
    ends_on = models.DateField()
    locked = models.BooleanField(_("locked"), default=False)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    pace_on_track = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    pace_behind = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    score_cap = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    teams = models.JSONField(null=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "period_kind", "starts_on"],
                condition=models.Q(reopened_at__isnull=True),
                name="one_closing_per_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_kind} from {self.starts_on}"


class ClosedFigure(Tenanted):
    """One member's figure for one KPI when the period was closed (`actual`, `target`) and as it stands now: always what
    today's rules and activities give, in a locked period too.

    Exact fractions are kept as text ("7/3"), since a figure is rounded only when it is shown.
    """

    closed_period = models.ForeignKey(ClosedPeriod, on_delete=models.CASCADE, related_name="figures")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="+")
    actual = models.CharField(max_length=80, blank=True)
    target = models.CharField(max_length=80, blank=True)
    actual_now = models.CharField(max_length=80, blank=True)
    target_now = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "closed_period", "member", "kpi"], name="one_closed_figure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.kpi}: {self.actual}"


class LockedFigure(Tenanted):
    """One member's figure for one KPI as it was when the period was locked, and as it is shown until it is unlocked.

    Kept are the parts that add up, so that a team's figure is made of them; with a `team`, those of the member's days
    in it. Exact fractions as text. A `score_weight` of "" is that of a KPI that was archived, and not shown.
    """

    closed_period = models.ForeignKey(ClosedPeriod, on_delete=models.CASCADE, related_name="locked_figures")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    numerator = models.CharField(max_length=80)
    denominator = models.CharField(max_length=80, blank=True)
    target_amount = models.CharField(max_length=80)
    target_capacity = models.CharField(max_length=80)
    capacity = models.CharField(max_length=80)
    direction = models.CharField(max_length=4, choices=Direction)
    score_weight = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "closed_period", "member", "kpi"],
                condition=models.Q(team__isnull=True),
                name="one_locked_figure",
            ),
            models.UniqueConstraint(
                fields=["organisation", "closed_period", "team", "member", "kpi"],
                condition=models.Q(team__isnull=False),
                name="one_locked_figure_per_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.kpi}: {self.numerator}"


class Restatement(Tenanted):
    """A figure of a closed period changed: who, when, why, old and new. Never changed or deleted.

    `after_locking`: today's rules and activities give the new figure, but the period was locked, so what is shown
    stayed as it was kept.
    """

    closed_period = models.ForeignKey(ClosedPeriod, on_delete=models.CASCADE, related_name="restatements")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="+")
    restated_at = models.DateTimeField()
    restated_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("why"), max_length=300, blank=True)
    cause = models.CharField(_("by what"), max_length=60)
    cause_id = models.BigIntegerField(null=True)
    after_locking = models.BooleanField(default=False, db_default=False)
    old_actual = models.CharField(max_length=80, blank=True)
    new_actual = models.CharField(max_length=80, blank=True)
    old_target = models.CharField(max_length=80, blank=True)
    new_target = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-restated_at", "-id"]

    def __str__(self) -> str:
        return f"{self.member} {self.kpi}: {self.old_actual} → {self.new_actual}"
