"""What the address of a leaderboard asks for: `?kpi=3&by=attainment&who=teams&team=2`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.core.written_ids import written_id
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.rewards.leaderboard import By

SCORE, TEAMS = "score", "teams"

BY_LABELS: dict[By, Promise] = {
    By.ACTUAL: _("What was done"),
    By.ATTAINMENT: _("Share of the target"),
    By.IMPROVEMENT: _("Improvement"),
}


@dataclass(frozen=True)
class Asked:
    """`kpi` is None for the score, which has no target and so goes by itself or by improvement."""

    kpi: KpiRule | None
    by: By
    of_teams: bool

    @property
    def kpi_id(self) -> int | None:
        return self.kpi.id if self.kpi else None

    @property
    def key(self) -> str:
        """As the address names the KPI."""
        return str(self.kpi.id) if self.kpi else SCORE

    @property
    def query(self) -> dict[str, str]:
        """The parts of the address, without those that go without saying."""
        parts = {"kpi": self.key if self.kpi else "", "by": self.by.value if self.by is not By.ACTUAL else ""}
        parts["who"] = TEAMS if self.of_teams else ""
        return {name: value for name, value in parts.items() if value}


def asked_leaderboard(query: Mapping[str, str], book: Book) -> Asked:
    """What can't be read counts as not asked for: the score, by itself, of members."""
    written = query.get("kpi", "")
    kpi = book.kpis.get(written_id(written) or 0)
    if kpi is not None and kpi.is_archived:
        kpi = None
    by = By(query["by"]) if query.get("by") in set(By) else By.ACTUAL
    if kpi is None and by is By.ATTAINMENT:
        by = By.ACTUAL
    return Asked(kpi, by, query.get("who") == TEAMS)
