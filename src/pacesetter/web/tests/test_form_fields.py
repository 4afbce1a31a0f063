"""Fields with label, fault and help."""

from django import forms
from django.template import Context, Template
from django.utils.translation import gettext_lazy as _

from pacesetter.web.forms.long_select import LongSelect


class Some(forms.Form):
    name = forms.CharField(label=_("Name & <more>"), help_text="a <b> & c")
    box = forms.BooleanField(label="Yes", required=False)
    zone = forms.ChoiceField(choices=[("", "–"), ("a&b", "A <b>"), (3, "Three")], widget=LongSelect)


def drawn(inside: str, data: dict[str, str] | None = None) -> str:
    words = {"form": Some(data), "other": "Other <b>", "more": "More"}
    return Template(f"{{% load form_fields %}}{{% form_field {inside} %}}").render(Context(words))


def test_label_field_and_help_are_shown_and_escaped() -> None:
    html = drawn("form.name")
    assert '<label class="form-label" for="id_name">Name &amp; &lt;more&gt;</label>' in html
    assert '<p class="field-help" id="id_name_helptext">a &lt;b&gt; &amp; c</p>' in html
    assert "has-error" not in html


def test_a_fault_is_told_beside_its_field_unless_it_is_told_elsewhere() -> None:
    data = {"name": "", "zone": "a&b"}
    html = drawn("form.name", data)
    assert 'class="field has-error"' in html
    assert '<p class="field-error" id="id_name_error">This field is required.</p>' in html
    assert "required.</p>" not in drawn("form.name quiet=True", data)


def test_own_words_take_the_place_of_the_field_s() -> None:
    html = drawn("form.name label=other help=more")
    assert "Other &lt;b&gt;</label>" in html
    assert "More</p>" in html
    assert "a &lt;b&gt;" not in html


def test_a_box_stands_before_its_words() -> None:
    html = drawn("form.box")
    assert '<label class="form-check" for="id_box"><input type="checkbox"' in html
    assert '<span class="form-check-label">Yes</span></label>' in html


def test_one_option_of_a_long_list_is_chosen() -> None:
    html = drawn("form.zone", {"zone": "a&b"})
    assert '<option value="a&amp;b" selected>A &lt;b&gt;</option>' in html
    assert html.count("selected") == 1
    assert '<option value="3" selected>' in drawn("form.zone", {"zone": "3"})
    assert drawn("form.zone", {"zone": "gone"}).count("selected") == 0
