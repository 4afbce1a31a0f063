"""Any list that is edited in place, as a table: what its lines show."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pacesetter.web.exports import ExportTable, Row, Value
from pacesetter.web.setup.lists.edited_list import EditedList
from pacesetter.web.setup.lists.row_form import RowForm


def list_export(edited: EditedList[Any]) -> ExportTable:
    """All rows, those that are archived last."""
    form = edited.form(None, None)
    labels = [str(form[name].label) for name in _fields(form)]
    return ExportTable(str(edited.title), [*labels, _("Archived")], _rows(edited))


def _fields(form: RowForm) -> list[str]:
    return [name for name in (*form.main, *form.more) if name in form.fields]


def _rows(edited: EditedList[Any]) -> Iterator[Row]:
    rows = list(edited.rows())
    for row in sorted(rows, key=lambda one: getattr(one, "archived_at", None) is not None):
        form = edited.form(row, None)
        is_archived = getattr(row, "archived_at", None) is not None
        yield [*(_value(form, name) for name in _fields(form)), is_archived]


def _value(form: RowForm, name: str) -> Value:
    field, value = form.fields[name], form[name].value()
    if isinstance(field, forms.BooleanField):
        return bool(value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in _flat(field.choices)}
        chosen = value if isinstance(value, list | tuple | set | frozenset) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen if one not in (None, ""))
    return value if isinstance(value, int) else ("" if value is None else str(value))


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
