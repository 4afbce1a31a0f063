"""Rows as options of a select."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

ROWS = [SimpleNamespace(pk=1, name="Rita"), SimpleNamespace(pk=22, name="<Raj>")]


@pytest.mark.parametrize(
    ("chosen", "selected"), [(22, [22]), ("22", [22]), ("2", []), ("", []), ([1, 22], [1, 22]), ((), [])]
)
def test_the_chosen_ones_are_selected(chosen: object, selected: list[int]) -> None:
    template = Template("{% load options %}{% options rows chosen %}")
    drawn = template.render(Context({"rows": ROWS, "chosen": chosen}))
    assert [row.pk for row in ROWS if f'value="{row.pk}" selected' in drawn] == selected
    assert drawn.count("<option") == 2


def test_names_are_escaped() -> None:
    drawn = Template("{% load options %}{% options rows %}").render(Context({"rows": ROWS}))
    assert drawn == '<option value="1">Rita</option><option value="22">&lt;Raj&gt;</option>'


def test_nobody_is_selected_by_what_is_not_there() -> None:
    drawn = Template("{% load options %}{% options rows sent.member %}").render(Context({"rows": ROWS, "sent": {}}))
    assert "selected" not in drawn
