"""What the address of a trend asks for: `?kpi=3&line=team-2&line=member-7&periods=24&average=3`."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.trend import Whose
from pacesetter.people.models import Team

MOST_LINES = 4
LENGTHS = (12, 24, 52)
AVERAGES = (0, 3, 6)
EVERYBODY = "everybody"


@dataclass(frozen=True)
class Choosable:
    """A line that this viewer may ask for. `group` is the heading under which it is offered."""

    key: str
    name: str
    group: str
    whose: Whose


def choosable(
    book: Book, seen: Sequence[int], teams: Iterable[Team], viewer_id: int, alone: Container[int], *, everybody: bool
) -> list[Choosable]:
    """All lines that the viewer may ask for, the one that is shown unasked first. Teams add up those who are `seen`,
    each while they belonged there; a line of their own have those of them who are in `alone`."""
    known = [book.members[member_id] for member_id in seen if member_id in book.members]
    ids = tuple(member.id for member in known)
    lines = [Choosable(EVERYBODY, _("Everybody"), "", Whose(ids))] if everybody else []
    lines += [Choosable(f"team-{team.pk}", team.name, _("Teams"), Whose(ids, team.pk)) for team in teams]
    own = [member for member in known if member.id == viewer_id]
    others = sorted(
        (member for member in known if member.id != viewer_id and member.id in alone),
        key=lambda one: one.name.casefold(),
    )
    lines += [Choosable(f"member-{one.id}", one.name, _("People"), Whose((one.id,))) for one in own + others]
    return lines


@dataclass(frozen=True)
class AskedTrend:
    """`kpi` is None where the organisation has none."""

    kpi: KpiRule | None
    lines: list[Choosable]
    length: int
    average: int

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parts of the address but the period."""
        parts = [("kpi", str(self.kpi.id) if self.kpi else ""), *(("line", line.key) for line in self.lines)]
        parts += [("periods", str(self.length)), ("average", str(self.average or ""))]
        return [(name, value) for name, value in parts if value]


def asked_trend(query: QueryDict, book: Book, offered: Sequence[Choosable]) -> AskedTrend:
    """What can't be read, or may not be seen, counts as not asked for."""
    kpis = {str(kpi.id): kpi for kpi in book.kpis.values() if not kpi.is_archived}
    by_key = {one.key: one for one in offered}
    keys = [key for key in dict.fromkeys(query.getlist("line")) if key in by_key][:MOST_LINES]
    lines = [by_key[key] for key in keys] or list(offered[:1])
    return AskedTrend(
        kpi=kpis.get(query.get("kpi", "")) or next(iter(kpis.values()), None),
        lines=lines,
        length=_one_of(query.get("periods", ""), LENGTHS),
        average=_one_of(query.get("average", ""), AVERAGES),
    )


def _one_of(written: str, numbers: Sequence[int]) -> int:
    return next((number for number in numbers if str(number) == written), numbers[0])
