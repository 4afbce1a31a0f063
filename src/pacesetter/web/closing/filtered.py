"""Which restatements are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.core.near import is_near
from pacesetter.core.written_ids import written_id
from pacesetter.kpis.models import Restatement


@dataclass(frozen=True)
class RestatementFilter:
    """What the address says. What can't be read narrows nothing, and is said in `problems`, by the field's name."""

    member_id: int | None
    kpi_id: int | None
    closed_period_id: int | None
    starts_on: date | None
    ends_on: date | None
    problems: Mapping[str, str] = field(default_factory=dict)

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
    problems: dict[str, str] = {}
    found = RestatementFilter(
        member_id=_id(asked, "member", problems),
        kpi_id=_id(asked, "kpi", problems),
        closed_period_id=_id(asked, "closed_period", problems),
        starts_on=_day(asked, "from", problems),
        ends_on=_day(asked, "to", problems),
        problems=problems,
    )
    if found.starts_on and found.ends_on and found.ends_on < found.starts_on:
        problems["to"] = _("This day is before the first one.")
    return found


def _id(asked: Mapping[str, str], name: str, problems: dict[str, str]) -> int | None:
    written = asked.get(name, "").strip()
    found = written_id(written)
    if written and found is None:
        problems[name] = _("“%(written)s” is none of these.") % {"written": written[:30]}
    return found


def _day(asked: Mapping[str, str], name: str, problems: dict[str, str]) -> date | None:
    written = asked.get(name, "").strip()
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        problems[name] = _("“%(day)s” is not a day.") % {"day": written[:30]}
        return None
    if not is_near(day):
        problems[name] = _("That day is too far away.")
        return None
    return day
