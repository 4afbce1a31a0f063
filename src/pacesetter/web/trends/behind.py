"""What the figures of a trend are made of: where that is shown, and how a link to it is called."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.people.models import Member, Team
from pacesetter.web.board.sorting import best_first
from pacesetter.web.periods.choice import PeriodChoice
from pacesetter.web.trends.asked import EVERYBODY, Choosable
from pacesetter.web.ways import way_to_boards, way_to_why


@dataclass(frozen=True, slots=True)
class Behind:
    """The address of what a figure is made of, and what is shown there; both empty where the viewer may not look."""

    address: str = ""
    words: str = ""


Finder = Callable[[Choosable, Period], Behind]


def behind_figures(viewer: Member, book: Book, kpi: KpiRule, choice: PeriodChoice, teams: Sequence[Team]) -> Finder:
    """Finds what is behind a line's figure of a period: for one member the activities, for several the board in the
    KPI's order. `teams` are those whose boards the viewer may see."""
    led, order = {team.pk for team in teams}, best_first(str(kpi.id), kpi.direction).query
    # Each is put together once: there may be 200 cells.
    query_to, boards, why = cache(choice.query_to), way_to_boards(""), way_to_why(kpi.id, "")
    everybody = f"{reverse('board')}?"

    def find(line: Choosable, period: Period) -> Behind:
        whose, query = line.whose, query_to(period)
        if line.key == EVERYBODY or whose.team_id is not None:
            board = everybody if whose.team_id is None else boards.to(whose.team_id)
            return Behind(f"{board}{query}&sort={order}", f"{_('Team board')}: {line.name}")
        member_id = whose.member_ids[0]
        if member_id != viewer.pk and not viewer.sees_everyone and not _belonged(book, member_id, led, period):
            return Behind()
        said = _("Why: %(kpi)s, %(name)s") % {"kpi": kpi.name, "name": line.name}
        return Behind(f"{why.to(member_id)}{query}", said)

    return find


def _belonged(book: Book, member_id: int, team_ids: Collection[int], period: Period) -> bool:
    """Whether the member belonged to one of the teams in the period: as `people.access.members_seen_in` decides it for
    leads, without a query for each period."""
    return any(
        team_id in team_ids and start < period.ends_on and (end is None or end > period.starts_on)
        for team_id, (start, end) in book.members[member_id].teams
    )
