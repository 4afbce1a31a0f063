"""Django's `static`, with addresses of files that are looked up once: a file that changes has another name."""

from django import template
from django.template import Node
from django.template.base import Parser, Token
from django.templatetags import static as original
from django.templatetags.static import StaticNode, do_static

from pacesetter.web.kept_tags.kept import Kept, is_constant

register = template.Library()
register.tags.update(original.register.tags)


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """As Django's."""
    node: StaticNode = do_static(parser, token)
    is_fixed = is_constant(node.path) and node.varname is None
    return Kept(node, lambda context: context.autoescape) if is_fixed else node
