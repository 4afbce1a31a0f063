"""Fields come out as Django's own templates make them, but for white space."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from pacesetter.web.forms.renderer import QuickRenderer

CHOICES: list[Any] = [("", "Nobody"), (1, 'A & "B"'), ("Two", [(2, "<b>two</b>"), ("3", "three")])]


class EveryField(forms.Form):
    text = forms.CharField(help_text="Help", initial='"quoted" & <bold>')
    area = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), initial="a\nb")
    number = forms.IntegerField(initial=1234567, min_value=0)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    one = forms.ChoiceField(choices=CHOICES, initial=2)
    several = forms.MultipleChoiceField(choices=CHOICES[:2], initial=[1], disabled=True)
    chosen = forms.ChoiceField(
        choices=CHOICES, widget=forms.Select(attrs={"data-own": True, "autofocus": False, "data-none": None})
    )
    known = forms.NullBooleanField()
    radio = forms.ChoiceField(choices=CHOICES[:2], widget=forms.RadioSelect)
    checks = forms.MultipleChoiceField(choices=CHOICES[:2], widget=forms.CheckboxSelectMultiple, initial=["1"])
    box = forms.BooleanField(initial=True)
    file = forms.FileField()
    hidden = forms.CharField(widget=forms.HiddenInput, initial="x")


def drawn(renderer: Any, name: str, data: dict[str, Any] | None) -> str:
    """The field without the white space between tags. The two engines write a quotation mark in two ways."""
    html = str(EveryField(data, renderer=renderer)[name]).replace("&#34;", "&quot;")
    return re.sub(r"\s*(?=<)|(?<=>)\s*", "", html)


@pytest.mark.parametrize("data", [None, {"one": "3", "text": "", "several": ["1"], "known": "true"}])
@pytest.mark.parametrize("name", EveryField.base_fields)
def test_a_field_is_the_same_as_by_djangos_templates(name: str, data: dict[str, Any] | None) -> None:
    ours = drawn(QuickRenderer(), name, data)
    assert ours == drawn(DjangoTemplates(), name, data)
    assert f'name="{name}"' in ours


def test_forms_use_it() -> None:
    assert isinstance(EveryField().renderer, QuickRenderer)


def test_errors_are_listed() -> None:
    assert "This field is required." in str(EveryField({})["text"].errors)
