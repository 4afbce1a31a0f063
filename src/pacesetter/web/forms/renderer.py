"""How the fields of forms become HTML."""

from typing import Any

from django.forms.renderers import Jinja2
from django.utils.safestring import SafeString, mark_safe

from pacesetter.web.escaping import escape

_SELECT = "django/forms/widgets/select.html"
# Each of them is the same tag.
_INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in (
        "input", "text", "number", "email", "url", "tel", "password", "hidden", "date", "datetime", "time", "checkbox"
    )
)  # fmt: skip


class QuickRenderer(Jinja2):
    """Django's own fields by Django's own templates for Jinja, and those without any that pages have dozens of: lists
    to choose from and inputs of one line. Django's engine, which is the default, includes two templates for each
    option. A page that lets choose one of 200 members took 40 ms for that alone."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The same HTML as Django's templates make, but for white space."""
        if template_name == _SELECT:
            return _select(context["widget"])
        if template_name in _INPUTS:
            return _input(context["widget"])
        return str(super().render(template_name, context, request))


def _input(widget: dict[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    html = f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{value}{_attrs(widget["attrs"])}>'
    return mark_safe(html)  # noqa: S308 - every part is escaped


def _select(widget: dict[str, Any]) -> SafeString:
    inside = []
    for group, options, _place in widget["optgroups"]:
        if group:
            inside.append(f'<optgroup label="{escape(group)}">')
        inside += [
            f'<option value="{escape(one["value"])}"{_attrs(one["attrs"])}>{escape(one["label"])}</option>'
            for one in options
        ]
        if group:
            inside.append("</optgroup>")
    html = f'<select name="{escape(widget["name"])}"{_attrs(widget["attrs"])}>{"".join(inside)}</select>'
    return mark_safe(html)  # noqa: S308 - every part is escaped


def _attrs(attrs: dict[str, Any]) -> str:
    given = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{escape(value)}"' for name, value in given)
