"""With what numbers are dialled at a desk: a choice, and an address where it is a phone system's."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core.dialling import SCHEMES

ADDRESS = "address"
CHOICES: list[tuple[str, str | Promise]] = [
    ("tel", gettext_lazy("As the device does (tel)")),
    ("sip", gettext_lazy("A SIP telephone (sip)")),
    ("callto", gettext_lazy("Skype or Teams (callto)")),
    (ADDRESS, gettext_lazy("A web address of the phone system")),
]


class DialFields(forms.Form):
    """The two fields. `dial_by` is clean as it is kept."""

    dial_how = forms.ChoiceField(label=gettext_lazy("Phone numbers are dialled at a desk by"), required=False)
    dial_by = forms.CharField(
        label=gettext_lazy("Address that dials"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Only for a web address: it begins with https:// and has {number} where the number goes."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "placeholder": "https://pbx.example/dial?to={number}"}
        ),
    )

    def start_dialling(self, kept: str, otherwise: str | Promise) -> None:
        """Show what is kept; `otherwise` is what an empty choice is called."""
        field: Any = self.fields["dial_how"]
        field.choices = [("", otherwise), *CHOICES]
        is_plain = not kept or kept in SCHEMES
        self.initial = {**self.initial, "dial_how": kept if is_plain else ADDRESS, "dial_by": "" if is_plain else kept}

    def clean(self) -> dict[str, Any]:
        """Make one value of the two."""
        given: dict[str, Any] = {**(super().clean() or self.cleaned_data)}
        how, address = given.pop("dial_how", ""), given.get("dial_by", "").strip()
        given["dial_by"] = address if how == ADDRESS else how
        if how == ADDRESS and not address.startswith("https://"):
            self.add_error("dial_by", _("Give an address that begins with https:// and has {number} once."))
        return given
