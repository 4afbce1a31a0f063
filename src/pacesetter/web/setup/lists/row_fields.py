"""Fields of a line as HTML: a list of forty lines has hundreds, for which a template takes longer than all else."""

from collections.abc import Sequence
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pacesetter.web.addresses import address
from pacesetter.web.escaping import escape
from pacesetter.web.forms.long_select import options_html


def drawn_field(
    bound: BoundField, values: Sequence[str], before: Sequence[str], errors: Sequence[object], *, focus: bool
) -> SafeString:
    """The field with its label and its fault, and what it showed `before`, which is sent along."""
    name = escape(bound.html_name)
    fault = f' aria-describedby="{name}_error"' if errors else ""
    parts = [f'<div class="field field-{bound.name}{" has-error" if errors else ""}">\n']
    parts.append(_DRAWN[_kind(bound)](bound, name, values, fault, " autofocus" if focus else ""))
    if errors:
        parts.append(f'\n<p class="field-error" id="{name}_error">{escape(" ".join(map(str, errors)))}</p>')
    was = escape(bound.html_initial_name)
    parts += [f'<input type="hidden" name="{was}" value="{escape(one)}">' for one in before]
    parts.append("</div>")
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _kind(bound: BoundField) -> str:
    kind = bound.field.widget.input_type
    if kind == "checkbox":
        return "checks" if hasattr(bound.field, "choices") else "check"
    return kind if kind in _DRAWN else "text"


def _checks(bound: BoundField, name: str, values: Sequence[str], fault: str, focus: str) -> str:
    boxes = [
        f'<label class="check"><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if str(value) in values else ''}> {escape(label)}</label>"
        for value, label in bound.field.choices  # type: ignore[attr-defined]
    ]
    if not boxes:
        nothing, add = _("There are no outcomes yet."), _("Add some")
        where = f'<a href="{address("outcomes")}">{escape(add)}</a>'
        boxes = [f'<p class="field-help">{escape(nothing)} {where}</p>']
    legend = f'<legend class="form-label">{escape(bound.label)}</legend>'
    return f'<fieldset class="checks"{fault}>{legend}\n{"".join(boxes)}</fieldset>'


def _check(bound: BoundField, name: str, values: Sequence[str], fault: str, focus: str) -> str:
    checked = " checked" if values and values[0] not in ("False", "") else ""
    box = f'<input type="checkbox" name="{name}" id="id_{name}"{checked}{fault}>'
    return f'<label class="check">{box} {escape(bound.label)}</label>'


def _select(bound: BoundField, name: str, values: Sequence[str], fault: str, focus: str) -> str:
    options = options_html(bound.field.choices, values[0] if values else "")  # type: ignore[attr-defined]
    return f'{_label(bound, name)}<select name="{name}" id="id_{name}"{_wrong(fault)}>{options}</select>'


def _number(bound: BoundField, name: str, values: Sequence[str], fault: str, focus: str) -> str:
    return _input(bound, name, values, "number", f' step="any" min="0" inputmode="decimal"{focus}{_wrong(fault)}')


def _text(bound: BoundField, name: str, values: Sequence[str], fault: str, focus: str) -> str:
    longest: Any = bound.field
    return _input(bound, name, values, "text", f' maxlength="{longest.max_length}"{focus}{_wrong(fault)}')


def _input(bound: BoundField, name: str, values: Sequence[str], kind: str, attributes: str) -> str:
    value = escape(values[0]) if values else ""
    box = f'<input type="{kind}" name="{name}" id="id_{name}" value="{value}" autocomplete="off"{attributes}>'
    return f"{_label(bound, name)}{box}"


def _label(bound: BoundField, name: str) -> str:
    return f'<label class="form-label" for="id_{name}">{escape(bound.label)}</label>\n'


def _wrong(fault: str) -> str:
    return f' aria-invalid="true"{fault}' if fault else ""


_DRAWN = {"checks": _checks, "check": _check, "select": _select, "number": _number, "text": _text}
