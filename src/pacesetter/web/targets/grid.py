"""The grid: roles and members down, KPIs across, what is expected in each cell on one day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import TargetRow
from pacesetter.web.targets.comes_to import house_days_in_month
from pacesetter.web.targets.days import short_day
from pacesetter.web.targets.quantities import typed
from pacesetter.web.targets.standing import Inherited, Standings, inherited
from pacesetter.web.targets.subjects import Subject
from pacesetter.web.targets.words import a_working_day, per_period
from pacesetter.wording.amounts import unit


@dataclass(slots=True)
class GridCell:
    """One field. `text` and `kind` are what stands in it, `shown` what stood in it when it was read: "50|week".

    `rate` says what it is on a working day, `source` what a member inherits and from which role (`inherits`: the
    bare quantity), `coming` the next step. `contradicts`: two kinds of period are in effect at once.
    """

    key: str
    kpi_id: int
    text: str
    kind: str
    shown: str
    rate: str
    source: str
    inherits: str
    coming: str
    address: str
    is_level: bool
    contradicts: bool
    is_changed: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A KPI with what its numbers are numbers of."""

    kpi: KpiRule
    unit: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A role or member. A cell is None where the KPI is not expected of them."""

    subject: Subject
    cells: Sequence[GridCell | None]


@dataclass(frozen=True)
class Grid:
    """Everything that is shown of targets on one day."""

    day: date
    columns: Sequence[GridColumn]
    rows: Sequence[GridRow]
    by_key: Mapping[str, GridCell] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, str]:
        """What stood in the fields that were not empty: what is sent back is compared with it."""
        return {cell.key: cell.shown for cell in self.by_key.values() if cell.shown}


def columns_of(book: Book, role_ids: Iterable[int]) -> list[GridColumn]:
    """The KPIs that are expected of any of the roles."""
    wanted = set(role_ids)
    kpis = (kpi for kpi in book.kpis.values() if not kpi.is_archived and wanted & kpi.role_weights.keys())
    return [GridColumn(kpi, "%" if kpi.is_ratio else unit(kpi, book.currency)) for kpi in kpis]


def grid_of(
    book: Book, subjects: Sequence[Subject], columns: Sequence[GridColumn], role_names: Mapping[int, str], day: date
) -> Grid:
    """The grid of these rows and columns."""
    maker = _CellMaker(book, role_names, day)
    rows = [GridRow(one, [maker.cell(one, column.kpi) for column in columns]) for one in subjects]
    return Grid(day, columns, rows, {cell.key: cell for row in rows for cell in row.cells if cell})


class _CellMaker:
    """Makes cells; what members share by their roles is worded once."""

    def __init__(self, book: Book, role_names: Mapping[int, str], day: date) -> None:
        self.book, self.role_names, self.day = book, role_names, day
        self.standings = Standings(book, day)
        self.month_days = house_days_in_month(book, day)
        # Kept with the book, so that the next look costs no wording. By the identity of rows, which live as long as the
        # book: comparing them would take as long as wording them.
        known = book.memory.setdefault(("target_words", day, get_language(), tuple(role_names.items())), ({}, {}))
        assert isinstance(known, tuple)  # noqa: S101 - made so one line above
        self._inherited: dict[tuple[int, tuple[int, ...]], tuple[Inherited | None, str, str]] = known[0]
        self._words: dict[tuple[int, int], tuple[str, str]] = known[1]
        role_address = reverse("role_targets", args=[0, 0])
        member_address = reverse("member_targets", args=[0, 0])
        self._addresses = {True: role_address.split("0"), False: member_address.split("0")}

    def cell(self, subject: Subject, kpi: KpiRule) -> GridCell | None:
        if not any(role in kpi.role_weights for role in subject.role_ids):
            return None
        standing = self.standings.of(subject.is_role, subject.id, kpi)
        from_roles, source, inherits = (None, "", "") if subject.is_role else self._from_roles(subject, kpi)
        text, rate = self._worded(standing.now, kpi)
        kind = standing.now or standing.coming or (from_roles.row if from_roles else None) or self._usual(kpi)
        before, between, after = self._addresses[subject.is_role]
        return GridCell(
            key=f"{subject.key}.{kpi.id}",
            kpi_id=kpi.id,
            text=text,
            kind=(kind.period_kind if kind else PeriodKind.WEEK).value,
            shown=f"{text}|{standing.now.period_kind.value}" if standing.now else "",
            rate=rate,
            source=source,
            inherits=inherits,
            coming=self._coming(standing.coming, kpi, subject),
            address=f"{before}{subject.id}{between}{kpi.id}{after}",
            is_level=kpi.is_ratio,
            contradicts=standing.contradicts,
        )

    def _from_roles(self, subject: Subject, kpi: KpiRule) -> tuple[Inherited | None, str, str]:
        key = (kpi.id, subject.role_ids)
        if key not in self._inherited:
            found = inherited(self.book, kpi, subject.role_ids, self.day)
            words = quantity = ""
            if found:
                quantity = typed(found.row.quantity, kpi)
                target = per_period(found.row, kpi, self.book.currency)
                words = _("%(target)s, from the role") % {"target": target}
                if len(subject.role_ids) > 1:
                    role = self.role_names.get(found.role_id, "")
                    words = _("%(target)s, from %(role)s") % {"target": target, "role": role}
            self._inherited[key] = (found, words, quantity)
        return self._inherited[key]

    def _worded(self, row: TargetRow | None, kpi: KpiRule) -> tuple[str, str]:
        if row is None:
            return "", ""
        key = (kpi.id, id(row))
        if key not in self._words:
            self._words[key] = typed(row.quantity, kpi), a_working_day(row, kpi, self.book, self.day, self.month_days)
        return self._words[key]

    def _coming(self, row: TargetRow | None, kpi: KpiRule, subject: Subject) -> str:
        if row is None:
            return ""
        if row.quantity is None and not subject.is_role:
            return _("the role’s from %(day)s") % {"day": short_day(row.effective_from)}
        key = (-kpi.id, id(row))
        if key not in self._words:
            words = {"target": per_period(row, kpi, self.book.currency), "day": short_day(row.effective_from)}
            self._words[key] = _("%(target)s from %(day)s") % words, ""
        return self._words[key][0]

    def _usual(self, kpi: KpiRule) -> TargetRow | None:
        """Any target of the KPI: its period kind is offered first."""
        return next((row for role in kpi.role_weights for row in self.book.role_targets.get((kpi.id, role), ())), None)
