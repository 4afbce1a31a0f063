"""Rows to choose from: `{% options owners filters.owner %}`."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def options(rows: Iterable[Any], chosen: object = "") -> SafeString:
    """The rows, each with `name` and a `pk` or a `key`, as options of a select; `chosen` is the value of the one that
    is selected, or a list of several. A loop in a template takes ten times as long, and members are hundreds."""
    selected = {str(one) for one in chosen} if isinstance(chosen, (list, tuple, set)) else {str(chosen)}
    values = ((str(one.pk if hasattr(one, "pk") else one.key), str(one.name)) for one in rows)
    made = (
        f'<option value="{escape(value)}"{" selected" if value in selected else ""}>{escape(name)}</option>'
        for value, name in values
    )
    return mark_safe("".join(made))  # noqa: S308 - everything is escaped
