"""Django's `i18n`, with words that are looked up once for each language."""

from collections.abc import Hashable

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags import i18n
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

from pacesetter.web.kept_tags.kept import Kept, is_constant

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """As Django's."""
    node: TranslateNode = do_translate(parser, token)
    is_fixed = is_constant(node.filter_expression) and node.asvar is None and node.message_context is None
    return Kept(node, _language) if is_fixed else node


def _language(context: Context) -> Hashable:
    return get_language(), context.autoescape
