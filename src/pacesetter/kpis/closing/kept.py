"""The figures of locked periods: kept when they were locked, read where they are shown."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pacesetter.core import clock
from pacesetter.kpis.book import Book
from pacesetter.kpis.book.closings import Closing
from pacesetter.kpis.closing.snapshot import fraction, text
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.formulas import Direction, Expectation, Figure, Outlook
from pacesetter.kpis.models import ClosedPeriod, LockedFigure
from pacesetter.kpis.score_weights import score_weight

# Up to so many members only theirs are read.
_FEW = 20
_NOTHING = Fraction(0)


class KeptFigure(NamedTuple):
    """A figure as it was kept, and how much it weighs in the score of the period."""

    figure: Figure
    score_weight: Fraction


KeptFigures = dict[tuple[int, int], KeptFigure]


def kept_figures(
    book: Book, closings: Collection[Closing], member_ids: Collection[int], team_id: int | None = None
) -> dict[int, KeptFigures]:
    """Closing's id to (member, KPI) to the figure kept of it, with a team those of the days in it. One query; what was
    archived then is left out."""
    kept: dict[int, KeptFigures] = {closing.id: {} for closing in closings}
    if not closings:
        return kept
    rows = LockedFigure.objects.filter(closed_period_id__in=kept).exclude(score_weight="")
    rows = rows.filter(team__isnull=True) if team_id is None else rows.filter(team_id=team_id)
    if len(member_ids) <= _FEW:
        rows = rows.filter(member_id__in=member_ids)
    wanted, by_id = set(member_ids), {closing.id: closing for closing in closings}
    numbers: dict[str, Fraction] = {}

    def read(number: str) -> Fraction:
        # Most numbers of a board occur many times, and reading one costs more than finding it.
        if number not in numbers:
            numbers[number] = fraction(number) or _NOTHING
        return numbers[number]

    # As with figures that are computed, equal ones are one object.
    alike: dict[object, KeptFigure] = {}
    outlooks: dict[tuple[str, str, str], Outlook] = {}
    for row in rows.order_by().values_list(
        "closed_period_id", "member_id", "kpi_id", "numerator", "denominator", "target_amount", "target_capacity",
        "capacity", "direction", "score_weight",
    ):  # fmt: skip
        closing_id, member_id, kpi_id, done, divisor, amount, of_capacity, capacity, direction, weight = row
        if member_id not in wanted or kpi_id not in book.kpis:
            continue
        same = (closing_id, row[2:])
        known = alike.get(same)
        if known is not None:
            kept[closing_id][member_id, kpi_id] = known
            continue
        expected = (amount, of_capacity, capacity)
        if expected not in outlooks:
            target = Expectation(read(amount), read(of_capacity))
            # The period was over for everybody when it was closed: all that was expected was expected until then.
            outlooks[expected] = Outlook(target, target, read(capacity))
        figure = Figure(
            read(done),
            outlooks[expected],
            read(divisor) if divisor else None,
            Direction(direction),
            by_id[closing_id].thresholds,
        )
        kept[closing_id][member_id, kpi_id] = alike[same] = KeptFigure(figure, read(weight))
    return kept


def keep(book: Book, closed: ClosedPeriod) -> None:
    """Keep the figures of the period as they are now, with what they are judged by, and who belonged to which team."""
    LockedFigure.objects.filter(closed_period=closed).delete()
    LockedFigure.objects.bulk_create(_rows(book, closed), batch_size=1000)
    closed.pace_on_track = _decimal(book.thresholds.on_track)
    closed.pace_behind = _decimal(book.thresholds.behind)
    closed.score_cap = _decimal(book.score_cap)
    closed.teams = teams_in(book, closed)


def teams_in(book: Book, closed: ClosedPeriod) -> list[list[int | str]]:
    """Who belongs to which team in the period: [member, team, first day, day after], sorted."""
    return sorted(
        [member_id, team_id, str(starts_on), str(ends_on)]
        for member_id, member in book.members.items()
        for team_id in {team for team, _ in member.teams}
        for starts_on, ends_on in book.in_team(member_id, team_id, closed.starts_on, closed.ends_on)
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _rows(book: Book, closed: ClosedPeriod) -> Iterator[LockedFigure]:
    team_ids = {team_id for member in book.members.values() for team_id, _ in member.teams}
    now = clock.now()
    for team_id in (None, *sorted(team_ids)):
        members = [
            member_id
            for member_id, member in book.members.items()
            if team_id is None or any(team == team_id for team, _ in member.teams)
        ]
        figures = figures_over(book, members, book.kpis, closed.starts_on, closed.ends_on, now, team_id)
        for (member_id, kpi_id), figure in figures.items():
            outlook, kpi = figure.outlook, book.kpis[kpi_id]
            weight = None if kpi.is_archived else score_weight(book, member_id, kpi_id, closed)
            yield LockedFigure(
                closed_period=closed,
                organisation_id=closed.organisation_id,
                member_id=member_id,
                kpi_id=kpi_id,
                team_id=team_id,
                numerator=text(figure.numerator),
                denominator=text(figure.denominator),
                target_amount=text(outlook.target.amount),
                target_capacity=text(outlook.target.capacity),
                capacity=text(outlook.capacity_elapsed + outlook.capacity_left),
                direction=figure.direction.value,
                score_weight=text(weight),
            )
