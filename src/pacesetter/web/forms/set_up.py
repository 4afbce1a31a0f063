"""What is asked for when an empty installation is set up."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import QueryDict
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pacesetter.web.forms.places import countries, country_of_zone, currencies, currency_of, regions
from pacesetter.web.forms.profile import time_zones


class ZoneSelect(forms.Select):
    """Time zones, each with the country it lies in: the page then guesses that one, too."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if country := country_of_zone(str(value)):
            option["attrs"]["data-country"] = country
        return option


class SetUpForm(forms.Form):
    """The organisation and its first administrator."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Days begin and end by it."),
        widget=ZoneSelect(attrs={"data-own-zone": ""}),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Its public holidays are no working days.")
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    first_weekday = forms.TypedChoiceField(
        label=_("The week begins on"), coerce=int, choices=list(WEEKDAYS.items()), initial=0
    )
    fiscal_month = forms.TypedChoiceField(
        label=_("The fiscal year begins in"), coerce=int, choices=list(MONTHS.items()), initial=1
    )
    administrator_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    administrator_email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You log in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self._choose("time_zone", [("", _("Choose …")), *time_zones()])
        self._choose("country", [("", _("None: no public holidays")), *countries()])
        self.regions = regions(self.data.get("country", ""))
        self._choose("region", [("", _("The whole country")), *self.regions])
        self._choose("currency", [("", _("The country's own")), *currencies()])

    def add_error(self, field: str | None, error: Any) -> None:
        """Besides: let the first field that is wrong have the focus. The form is longer than a phone, whose owner would
        otherwise be back at its top and see nothing of what is wrong further down."""
        super().add_error(field, error)
        wrong = next((name for name in self.fields if name in self.errors), None)
        for name, one in self.fields.items():
            one.widget.attrs.pop("autofocus", None)
            if name == wrong:
                one.widget.attrs["autofocus"] = True

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["currency"] = given.get("currency") or currency_of(given.get("country", ""))
        if not given["currency"] and "country" in given:
            self.add_error("currency", _("Choose a currency, or a country that has one."))
        return given

    @property
    def rules(self) -> list[str]:
        """What a password must be like."""
        return password_validators_help_texts()
