"""What members and teams have reached in several periods, all asked for at once."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from pacesetter.core.exact import exact_sum
from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.formulas import Figure, Outlook, score
from pacesetter.kpis.scores import scores_of
from pacesetter.kpis.shown_figures import Place, shown_figures
from pacesetter.kpis.shown_together import Group, ShownTogether, shown_together

WHOLE = Fraction(1)


class Measured(NamedTuple):
    """One member or team in one period: the amount (a score's is the score), the figure where it is one KPI, and the
    share of the period's working time that is over."""

    amount: Fraction | None
    figure: Figure | None
    share: Fraction


def measured_members(
    book: Book, member_ids: Sequence[int], kpi_id: int | None, run: Sequence[Period], now: datetime, team_id: int | None
) -> list[dict[int, Measured]]:
    """For each period of the run: member to what they reached, without those of whom nothing was expected."""
    if kpi_id is not None:
        return measured_by_kpi(book, member_ids, [kpi_id], run, now, team_id)[kpi_id]
    shares = _Shares()
    return [
        {who: Measured(one.score, None, shares.of(one.outlooks)) for who, one in scores.items()}
        for scores in scores_of(book, [Place(period, team_id) for period in run], member_ids, now)
    ]


def measured_by_kpi(
    book: Book,
    member_ids: Sequence[int],
    kpi_ids: Sequence[int],
    run: Sequence[Period],
    now: datetime,
    team_id: int | None,
) -> dict[int, list[dict[int, Measured]]]:
    """The same by several KPIs, each for itself, asked for at once."""
    answers: dict[int, list[dict[int, Measured]]] = {kpi_id: [] for kpi_id in kpi_ids}
    shares = _Shares()
    for shown in shown_figures(book, [Place(period, team_id) for period in run], member_ids, now, list(answers)):
        for of_kpi in answers.values():
            of_kpi.append({})
        # Members who have done the same share a figure.
        known: dict[int, Measured] = {}
        for (who, kpi_id), figure in shown.figures.items():
            one = known.get(id(figure))
            if one is None:
                one = known[id(figure)] = _of_one_kpi(figure, shares)
            answers[kpi_id][-1][who] = one
    return answers


def measured_teams(
    book: Book, team_ids: Sequence[int], kpi_id: int | None, run: Sequence[Period], now: datetime
) -> list[dict[int, Measured]]:
    """For each period of the run: team to what its members reached on the days on which they belonged to it."""
    everybody = tuple(book.members)
    groups = [Group(Place(period, team), everybody) for period in run for team in team_ids]
    answers: dict[Period, dict[int, Measured]] = {period: {} for period in run}
    shares = _Shares()
    kpi_ids = None if kpi_id is None else [kpi_id]
    for ((period, team), _members), shown in zip(groups, shown_together(book, groups, now, kpi_ids), strict=True):
        if shown.figures and team is not None:
            answers[period][team] = _measured(kpi_id, shown, shares)
    return list(answers.values())


def _measured(kpi_id: int | None, shown: ShownTogether, shares: "_Shares") -> Measured:
    if kpi_id is not None:
        return _of_one_kpi(shown.figures[kpi_id], shares)
    weighted = ((shown.weights[one], figure.in_score(shown.score_cap)) for one, figure in shown.figures.items())
    return Measured(
        score(weighted, shown.score_cap), None, shares.of([figure.outlook for figure in shown.figures.values()])
    )


def _of_one_kpi(figure: Figure, shares: "_Shares") -> Measured:
    # A rate is no amount that grows with the days: the whole of the one before is what it is compared with.
    return Measured(figure.actual, figure, WHOLE if figure.is_ratio else shares.of([figure.outlook]))


class _Shares:
    """The shares of working time that are over, each worked out once: most members share what is expected of them."""

    def __init__(self) -> None:
        # The outlooks are kept beside their share so that their identity stays theirs.
        self._known: dict[tuple[int, ...], tuple[Sequence[Outlook], Fraction]] = {}

    def of(self, outlooks: Sequence[Outlook]) -> Fraction:
        key = tuple(map(id, outlooks))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (outlooks, _share(outlooks))
        return known[1]


def _share(outlooks: Sequence[Outlook]) -> Fraction:
    elapsed = exact_sum([one.capacity_elapsed for one in outlooks])
    whole = elapsed + exact_sum([one.capacity_left for one in outlooks])
    return elapsed / whole if whole else WHOLE
