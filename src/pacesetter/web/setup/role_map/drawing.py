"""Where everything stands in the picture. Lengths are units of the picture's own grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pacesetter.web.setup.role_map.chain import Chain, Edge, Node

BOX_WIDTH, BOX_HEIGHT, STEP = 224, 30, 38
COLUMN_STEP, TOP = 270, 8
WIDTH = 3 * COLUMN_STEP + BOX_WIDTH
# What fits into a box; the whole name is in its title.
LONGEST = 28


@dataclass(frozen=True)
class Box:
    """A node as it is drawn, at the upper left corner (x, y)."""

    node: Node
    x: int
    y: int
    address: str
    is_dim: bool
    is_chosen: bool
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT

    @property
    def words(self) -> str:
        room = LONGEST - 2 if self.node.lacks else LONGEST
        name = self.node.name
        if len(name) <= room:
            return name
        # Between words, unless that would leave little of the name.
        cut = name.rfind(" ", 0, room)
        return name[: cut if cut > room // 2 else room - 1].rstrip(" ,-–/(&") + "…"

    @property
    def text_x(self) -> int:
        return self.x + 9

    @property
    def text_y(self) -> int:
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True)
class Line:
    """An edge as a curve."""

    path: str
    is_dim: bool
    is_indirect: bool


@dataclass(frozen=True)
class Drawing:
    """The whole picture."""

    boxes: Sequence[Box]
    lines: Sequence[Line]
    height: int
    width: int = WIDTH


def drawn(chain: Chain, chosen: str = "") -> Drawing:
    """The picture; with `chosen` (the id of a node) what has to do with it stands out from the rest."""
    near = chain.around(chosen) if chosen in chain.nodes else None
    tallest = max((len(column) for column in chain.columns), default=0)
    height = TOP * 2 + max(tallest, 1) * STEP
    boxes: dict[str, Box] = {}
    for number, column in enumerate(chain.columns):
        first = (height - len(column) * STEP) // 2 + (STEP - BOX_HEIGHT) // 2
        for place, node in enumerate(column):
            boxes[node.id] = Box(
                node,
                number * COLUMN_STEP,
                first + place * STEP,
                reverse("role_map") + ("" if node.id == chosen else f"?chosen={node.id}"),
                near is not None and node.id not in near,
                node.id == chosen,
            )
    lines = [_line(edge, boxes, near) for edge in chain.edges]
    # What stands out is drawn last, above the rest.
    return Drawing(list(boxes.values()), sorted(lines, key=lambda line: not line.is_dim), height)


def _line(edge: Edge, boxes: dict[str, Box], near: set[str] | None) -> Line:
    start, end = boxes[edge.start], boxes[edge.end]
    x1, y1, x2, y2 = start.x + BOX_WIDTH, start.text_y, end.x, end.text_y
    middle = (x1 + x2) // 2
    is_dim = near is not None and not {edge.start, edge.end} <= near
    return Line(f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}", is_dim, edge.is_indirect)
