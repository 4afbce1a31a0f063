"""A part of a template that is kept once it was rendered."""

from collections.abc import Callable, Hashable

from django.template import Context, Node
from django.template.base import FilterExpression, NodeList, Variable


class Kept(Node):
    """What `node` rendered, for each value of `key`: of everything that can change it."""

    child_nodelists = ()

    def __init__(self, node: Node | NodeList, key: Callable[[Context], Hashable]) -> None:
        self.node = node
        self.key = key
        self._rendered: dict[Hashable, str] = {}

    def render(self, context: Context) -> str:
        key = self.key(context)
        found = self._rendered.get(key)
        if found is None:
            found = self._rendered[key] = self.node.render(context)
        return found


def is_constant(expression: FilterExpression) -> bool:
    """Whether it is a text in quotes and nothing is done to it."""
    if expression.filters:
        return False
    inside = expression.var
    return isinstance(inside, str) or (isinstance(inside, Variable) and inside.lookups is None)
