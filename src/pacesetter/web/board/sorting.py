"""In which order the members stand on the board."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pacesetter.core.exact import in_order as exact_order
from pacesetter.kpis.board import Board
from pacesetter.kpis.book import MemberRule
from pacesetter.kpis.formulas import Direction

NAME, SCORE = "name", "score"


@dataclass(frozen=True)
class Order:
    """By `key`: "name", "score" or a KPI's id; `descending` is the other way round."""

    key: str = NAME
    descending: bool = False

    @property
    def query(self) -> str:
        """As it is written in the address."""
        return f"-{self.key}" if self.descending else self.key


def asked_order(asked: str, board: Board) -> Order:
    """The order asked for, by name where that is unknown (a KPI may have gone since the link was made)."""
    key = asked.removeprefix("-")
    known = {NAME, SCORE, *(str(kpi.id) for kpi in board.kpis)}
    return Order(key, asked.startswith("-")) if key in known else Order()


def best_first(key: str, direction: Direction = Direction.MORE) -> Order:
    """By this column, the best first: names from A on."""
    return Order(key, key != NAME and direction is Direction.MORE)


def next_order(current: Order, key: str, direction: Direction = Direction.MORE) -> Order:
    """What a click on a column's heading asks for: the best first, and the other way round on the second click."""
    if current.key == key:
        return Order(key, not current.descending)
    return best_first(key, direction)


def in_order(board: Board, order: Order) -> list[MemberRule]:
    """The members, those without a value last either way. Equal values stand by name."""
    by_name = sorted(board.members, key=lambda member: member.name.casefold())
    if order.key == NAME:
        return by_name[::-1] if order.descending else by_name
    values = _values(board, order.key)
    valued = [member for member in by_name if values.get(member.id) is not None]
    valued.sort(key=lambda member: exact_order(values[member.id] or Fraction(0)), reverse=order.descending)
    return valued + [member for member in by_name if values.get(member.id) is None]


def _values(board: Board, key: str) -> Mapping[int, Fraction | None]:
    if key == SCORE:
        return board.scores
    kpi_id = int(key)
    return {
        member.id: figure.actual if (figure := board.figures.get((member.id, kpi_id))) else None
        for member in board.members
    }
