"""Which restatements are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pacesetter.core.written_ids import written_id
from pacesetter.kpis.models import Restatement


@dataclass(frozen=True)
class RestatementFilter:
    """What the address says; what can't be read counts as not asked for."""

    member_id: int | None
    kpi_id: int | None
    closed_period_id: int | None
    starts_on: date | None
    ends_on: date | None

    def of(self, rows: "QuerySet[Restatement]") -> "QuerySet[Restatement]":
        """Those of the rows that fit. The days are those on which figures were changed, the last one included."""
        if self.member_id is not None:
            rows = rows.filter(member_id=self.member_id)
        if self.kpi_id is not None:
            rows = rows.filter(kpi_id=self.kpi_id)
        if self.closed_period_id is not None:
            rows = rows.filter(closed_period_id=self.closed_period_id)
        if self.starts_on is not None:
            rows = rows.filter(restated_at__date__gte=self.starts_on)
        if self.ends_on is not None:
            rows = rows.filter(restated_at__date__lte=self.ends_on)
        return rows


def asked_filter(asked: Mapping[str, str]) -> RestatementFilter:
    """The filter that the address asks for."""
    return RestatementFilter(
        member_id=written_id(asked.get("member", "")),
        kpi_id=written_id(asked.get("kpi", "")),
        closed_period_id=written_id(asked.get("closed_period", "")),
        starts_on=_day(asked.get("from", "")),
        ends_on=_day(asked.get("to", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
