"""Neighbours in a template that never differ, as one: most of a page is words, addresses and pictures between which
nothing is worked out, and Django draws each by itself."""

from collections.abc import Hashable
from itertools import groupby

from django.template import Context, Node
from django.template.base import NodeList, TextNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode
from django.template.library import SimpleNode
from django.utils.translation import get_language

from pacesetter.web.addresses import address_space
from pacesetter.web.kept_tags.kept import Kept, is_constant
from pacesetter.web.kept_tags.url import where as addresses_are
from pacesetter.web.templatetags.icon import icon


class Run(Kept):
    """Several nodes that are the same at every rendering in one language."""

    def __init__(self, nodes: list[Node]) -> None:
        # Where one is takes longer to find out than all the rest, and only addresses ask for it.
        has_addresses = any(isinstance(node, Kept) and node.key is addresses_are for node in nodes)
        super().__init__(NodeList(nodes), _where if has_addresses else _how)
        self.token = next((node.token for node in nodes if node.token is not None), None)
        self.origin = nodes[0].origin


def join_runs(nodes: NodeList) -> None:
    """Put a `Run` in the place of each run of such neighbours, in these nodes and in all that are inside of them."""
    joined: list[Node] = []
    for never_differ, some in groupby(nodes, _never_differs):
        run = list(some)
        # Text alone is drawn as it is.
        if never_differ and any(not isinstance(node, TextNode) for node in run):
            joined.append(run[0] if len(run) == 1 else Run(run))
        else:
            joined += run
    nodes[:] = joined
    for node in nodes:
        for inside in _inside(node):
            join_runs(inside)


def _never_differs(node: Node) -> bool:
    if isinstance(node, SimpleNode):
        parts = [*node.args, *node.kwargs.values()]
        return node.func is icon and node.target_var is None and all(map(is_constant, parts))
    return isinstance(node, (TextNode, Kept, LoadNode, CommentNode))


def _inside(node: Node) -> list[NodeList]:
    if isinstance(node, IfNode):
        return [nodes for _condition, nodes in node.conditions_nodelists]
    found = (getattr(node, name, None) for name in node.child_nodelists)
    return [one for one in found if isinstance(one, NodeList)]


def _where(context: Context) -> Hashable:
    return get_language(), address_space(), context.autoescape


def _how(context: Context) -> Hashable:
    return get_language(), context.autoescape
