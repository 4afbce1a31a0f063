"""What members and teams have reached in several periods, all asked for at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.exact import exact_sum
from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.formulas import Figure, Outlook, rolled_up, score
from pacesetter.kpis.shown_figures import Place, ShownFigures, shown_figures

WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Measured:
    """One member or team in one period: the amount (a score's is the score), the figure where it is one KPI, and the
    share of the period's working time that is over."""

    amount: Fraction | None
    figure: Figure | None
    share: Fraction


def measured_members(
    book: Book, member_ids: Sequence[int], kpi_id: int | None, run: Sequence[Period], now: datetime, team_id: int | None
) -> list[dict[int, Measured]]:
    """For each period of the run: member to what they reached, without those of whom nothing was expected."""
    answers, shares = [], _Shares()
    for shown in shown_figures(book, [Place(period, team_id) for period in run], member_ids, now, _kpis(kpi_id)):
        if kpi_id is not None:
            answers.append({who: _of_one_kpi(figure, shares) for (who, _), figure in shown.figures.items()})
            continue
        by_member: dict[int, list[Figure]] = {}
        for (member_id, _), figure in shown.figures.items():
            by_member.setdefault(member_id, []).append(figure)
        scores = shown.scores(book)
        answers.append({who: Measured(scores[who], None, shares.of(cells)) for who, cells in by_member.items()})
    return answers


def measured_teams(
    book: Book, team_ids: Sequence[int], kpi_id: int | None, run: Sequence[Period], now: datetime
) -> list[dict[int, Measured]]:
    """For each period of the run: team to what its members reached on the days on which they belonged to it."""
    places = [Place(period, team) for period in run for team in team_ids]
    found = shown_figures(book, places, list(book.members), now, _kpis(kpi_id))
    answers: dict[Period, dict[int, Measured]] = {period: {} for period in run}
    shares = _Shares()
    for (period, team), shown in zip(places, found, strict=True):
        cells: dict[int, list[tuple[int, Figure]]] = {}
        for (member_id, one), figure in shown.figures.items():
            cells.setdefault(one, []).append((member_id, figure))
        if cells and team is not None:
            answers[period][team] = _measured(book, kpi_id, shown, cells, shares)
    return list(answers.values())


def _kpis(kpi_id: int | None) -> list[int] | None:
    """The KPI, or for the score all that may be part of it."""
    return None if kpi_id is None else [kpi_id]


def _measured(
    book: Book,
    kpi_id: int | None,
    shown: ShownFigures,
    cells: Mapping[int, Sequence[tuple[int, Figure]]],
    shares: "_Shares",
) -> Measured:
    """`cells` are KPI to the figures of members with who they are of."""
    figures = {one: rolled_up([figure for _, figure in parts]) for one, parts in cells.items()}
    if kpi_id is not None:
        return _of_one_kpi(figures[kpi_id], shares)
    weighted = (
        (
            max(shown.score_weight(book, member_id, one) for member_id, _ in parts),
            figures[one].in_score(shown.score_cap),
        )
        for one, parts in cells.items()
    )
    return Measured(score(weighted, shown.score_cap), None, shares.of(list(figures.values())))


def _of_one_kpi(figure: Figure, shares: "_Shares") -> Measured:
    # A rate is no amount that grows with the days: the whole of the one before is what it is compared with.
    return Measured(figure.actual, figure, WHOLE if figure.is_ratio else shares.of([figure]))


class _Shares:
    """The shares of working time that are over, each worked out once: most members share what is expected of them."""

    def __init__(self) -> None:
        # The outlooks are kept beside their share so that their identity stays theirs.
        self._known: dict[tuple[int, ...], tuple[list[Outlook], Fraction]] = {}

    def of(self, figures: Sequence[Figure]) -> Fraction:
        key = tuple(id(figure.outlook) for figure in figures)
        known = self._known.get(key)
        if known is None:
            outlooks = [figure.outlook for figure in figures]
            known = self._known[key] = (outlooks, _share(outlooks))
        return known[1]


def _share(outlooks: Sequence[Outlook]) -> Fraction:
    elapsed = exact_sum([one.capacity_elapsed for one in outlooks])
    whole = elapsed + exact_sum([one.capacity_left for one in outlooks])
    return elapsed / whole if whole else WHOLE
