"""A field of a form with its label, its fault and its help: `{% form_field field %}`."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def form_field(field: BoundField, label: Any = "", help: Any = "", quiet: Any = "") -> SafeString:
    """The field as pages show it, put together without a template: a page of settings has dozens. `label` and `help`
    take the place of the field's own; with `quiet` its fault is told elsewhere."""
    errors = () if quiet else field.errors
    words, drawn = conditional_escape(label or field.label), str(field)
    aim = conditional_escape(field.id_for_label)
    parts = [f'<div class="field{" has-error" if errors else ""}">']
    if getattr(field.field.widget, "input_type", "") == "checkbox":
        parts.append(
            f'<label class="form-check" for="{aim}">{drawn}<span class="form-check-label">{words}</span></label>'
        )
    else:
        parts.append(f'<label class="form-label" for="{aim}">{words}</label> {drawn}')
    if errors:
        faults = " ".join(conditional_escape(str(one)) for one in errors)
        parts.append(f'<p class="field-error" id="{field.auto_id}_error">{faults}</p>')
    if told := help or field.help_text:
        parts.append(f'<p class="field-help" id="{field.auto_id}_helptext">{conditional_escape(told)}</p>')
    parts.append("</div>")
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped
