"""What the figures of a trend are made of: where that is shown, and how a link to it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.core.periods import Period
from pacesetter.kpis.book import KpiRule
from pacesetter.web.board.sorting import best_first
from pacesetter.web.periods.choice import PeriodChoice
from pacesetter.web.seen_periods import SeenPeriods
from pacesetter.web.trends.asked import EVERYBODY, Choosable
from pacesetter.web.ways import way_to_boards, way_to_why


@dataclass(frozen=True, slots=True)
class Behind:
    """The address of what a figure is made of, and what is shown there. Where the viewer may not look there is neither
    address nor figure, and the words say why."""

    address: str = ""
    words: str = ""

    @property
    def is_hidden(self) -> bool:
        return not self.address and bool(self.words)


Finder = Callable[[Choosable, Period], Behind]


def behind_figures(seen: SeenPeriods, kpi: KpiRule, choice: PeriodChoice) -> Finder:
    """Finds what is behind a line's figure of a period: for one member the activities, for several the board in the
    KPI's order. Of the time before somebody came into the viewer's team nothing is told."""
    order, hidden = best_first(str(kpi.id), kpi.direction).query, Behind(words=_("not in your team"))
    # Each is put together once: there may be 200 cells.
    query_to, boards, why = cache(choice.query_to), way_to_boards(""), way_to_why(kpi.id, "")
    everybody = f"{reverse('board')}?"

    def find(line: Choosable, period: Period) -> Behind:
        whose, query = line.whose, query_to(period)
        if line.key == EVERYBODY or whose.team_id is not None:
            board = everybody if whose.team_id is None else boards.to(whose.team_id)
            return Behind(f"{board}{query}&sort={order}", f"{_('Team board')}: {line.name}")
        member_id = whose.member_ids[0]
        if not seen.holds(member_id, period):
            return hidden
        said = _("Why: %(kpi)s, %(name)s") % {"kpi": kpi.name, "name": line.name}
        return Behind(f"{why.to(member_id)}{query}", said)

    return find
