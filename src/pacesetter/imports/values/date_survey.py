"""Looks at a whole column of dates and finds out how they are written, or what has to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from pacesetter.imports.values.cell import MAX_REMEMBERED
from pacesetter.imports.values.date_shapes import DateOrder, possible_orders
from pacesetter.imports.values.moments import MomentFormat, date_part


class DateDoubt(StrEnum):
    """What has to be asked."""

    AMBIGUOUS = "ambiguous"  # every date reads both ways
    CONTRADICTORY = "contradictory"  # some dates can only be day-first, others only month-first


@dataclass(slots=True)
class DateSurvey:
    """Feed it the column's cells, then ask for `order` and `doubt`."""

    triples: int = 0
    others: int = 0
    iso: int = 0
    times: int = 0
    midnights: int = 0
    # For each set of possible orders: one example.
    examples: dict[frozenset[DateOrder], str] = field(default_factory=dict)
    # What parts the three numbers.
    signs: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def feed(self, cells: Iterable[str]) -> None:
        """Take in some cells of the column."""
        new = set(cells) - self._seen
        if len(self._seen) + len(new) < MAX_REMEMBERED:
            self._seen |= new
        for cell in new:
            if cell:
                self._take(cell)

    def _take(self, cell: str) -> None:
        if cell[4:5] == "-" and cell[7:8] == "-":
            self.iso += 1
            if len(cell) > 10:
                self.times += 1
                self.midnights += cell[11:19] in ("00:00:00", "00:00")
            return
        day = date_part(cell)
        if len(day) < len(cell.strip()):
            self.times += 1
            self.midnights += (
                cell.strip()[len(day) :].strip(" T,").startswith(("00:00", "0:00", "12:00 AM", "12:00:00 AM"))
            )
        orders = possible_orders(day)
        if orders is None:
            self.others += 1
        else:
            self.triples += 1
            if orders:
                self.examples.setdefault(orders, cell)
                self.signs.add(next(sign for sign in day if not sign.isdigit()))

    @property
    def dates_only(self) -> bool:
        """Whether times are written and all of them are midnight."""
        return self.times > 0 and self.times == self.midnights

    @property
    def candidates(self) -> frozenset[DateOrder]:
        """The orders in which every date can be read. Year-first is thought of only where nothing else fits."""
        fitting = frozenset(DateOrder).intersection(*self.examples) if self.examples else frozenset()
        return fitting - {DateOrder.YMD} or fitting

    @property
    def order(self) -> DateOrder | None:
        """The one order that fits every date, or None where there is no such order or no need of one."""
        candidates = self.candidates
        return next(iter(candidates)) if len(candidates) == 1 else None

    @property
    def doubt(self) -> DateDoubt | None:
        """What has to be asked before the column can be read."""
        if not self.examples or self.order:
            return None
        return DateDoubt.AMBIGUOUS if self.candidates else DateDoubt.CONTRADICTORY

    @property
    def swapped_by_excel(self) -> bool:
        """Real dates beside text that can only be one way round: a sign that Excel read the former the wrong way.

        Excel with an American setting turns 03/04 of a British file into the 4th of March and leaves 13/04 as text.
        """
        one_way = [orders - {DateOrder.YMD} for orders in self.examples]
        return self.iso > 0 and bool(one_way) and all(len(orders) == 1 for orders in one_way)

    def format(self, answer: DateOrder | None = None) -> MomentFormat:
        """The column's format; `answer` is what the person said about the order."""
        return MomentFormat(answer or self.order, self.dates_only)
