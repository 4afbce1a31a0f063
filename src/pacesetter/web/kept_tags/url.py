"""Django's `url`, with addresses without a variable part that are found once."""

from collections.abc import Hashable

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url

from pacesetter.web.addresses import address_space
from pacesetter.web.kept_tags.kept import Kept, is_constant

register = template.Library()


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """As Django's."""
    node: URLNode = do_url(parser, token)
    is_fixed = is_constant(node.view_name) and not (node.args or node.kwargs) and node.asvar is None
    # Which of several applications of one name is meant can differ from page to page.
    is_fixed = is_fixed and ":" not in token.contents
    return Kept(node, where) if is_fixed else node


def where(context: Context) -> Hashable:
    """What decides which addresses there are, and how they are written."""
    return address_space(), context.autoescape
