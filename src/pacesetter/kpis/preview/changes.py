"""Figures before and after a change, and where they differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pacesetter.core.periods import Period, PeriodKind
from pacesetter.kpis.board import Board
from pacesetter.kpis.book import KpiRule, MemberRule
from pacesetter.kpis.formulas import Figure


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that the change alters. None is a figure that is not there: the KPI is not expected of the member."""

    member: MemberRule
    kpi: KpiRule
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A member's score that the change alters."""

    member: MemberRule
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True, slots=True)
class PeriodPreview:
    """What the change alters in one period. The two periods differ only where the change moves their bounds."""

    before: Period
    after: Period
    figures: tuple[FigureChange, ...]
    scores: tuple[ScoreChange, ...]

    @property
    def member_ids(self) -> frozenset[int]:
        """The affected members."""
        return frozenset(change.member.id for change in self.figures) | {change.member.id for change in self.scores}


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would alter in the last full period, in the current one and in the one to come (where a target
    that begins next month is seen first).

    `own` are the last full and the current period of each other kind that somebody has targets for, with the figures
    of those KPIs.
    """

    last: PeriodPreview
    current: PeriodPreview
    coming: PeriodPreview
    own: Mapping[PeriodKind, tuple[PeriodPreview, PeriodPreview]]

    @property
    def periods(self) -> tuple[PeriodPreview, ...]:
        """All of them."""
        return (self.last, self.current, self.coming, *(one for pair in self.own.values() for one in pair))

    @property
    def member_ids(self) -> frozenset[int]:
        """The members affected in any of the periods."""
        return frozenset[int]().union(*(one.member_ids for one in self.periods))

    @property
    def changes_nothing(self) -> bool:
        """Whether no figure and no score differs."""
        return not self.member_ids


def compared(before: Board, after: Board) -> PeriodPreview:
    """The two boards where they differ, in the order of the new one."""
    members = {member.id: member for member in (*before.members, *after.members)}
    kpis = {kpi.id: kpi for kpi in (*before.kpis, *after.kpis)}
    figures = (
        FigureChange(members[member_id], kpis[kpi_id], old, new)
        for member_id in members
        for kpi_id in kpis
        if _seen(old := before.figures.get((member_id, kpi_id))) != _seen(new := after.figures.get((member_id, kpi_id)))
    )
    scores = (
        ScoreChange(member, before.scores.get(member_id), after.scores.get(member_id))
        for member_id, member in members.items()
        if before.scores.get(member_id) != after.scores.get(member_id)
    )
    return PeriodPreview(before.period, after.period, tuple(figures), tuple(scores))


def _seen(figure: Figure | None) -> object:
    """What people see of a figure and would notice."""
    if figure is None:
        return None
    return figure.actual, figure.target, figure.attainment, figure.pace_state
