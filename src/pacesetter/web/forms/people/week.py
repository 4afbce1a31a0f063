"""A working week of one's own."""

from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pacesetter.web.forms.people.days import DayField

SHARES = [("1", _("Whole day")), ("0.75", _("Three quarters")), ("0.5", _("Half day")), ("0.25", _("A quarter"))]
OFF = ("0", _("Off"))


class WeekForm(forms.Form):
    """Seven shares of a day and the hours, from a day on."""

    effective_from = DayField(label=_("From"))
    day_starts_at = forms.TimeField(
        label=_("The day starts at"), initial=time(9), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    day_ends_at = forms.TimeField(
        label=_("The day ends at"), initial=time(17), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, prefix="week", **options)
        for number, name in WEEKDAYS.items():
            self.fields[f"day{number}"] = forms.ChoiceField(
                label=name, choices=[*SHARES, OFF], initial="1" if number < 5 else "0"
            )

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven fields, Monday first."""
        return [self[f"day{number}"] for number in range(7)]

    def shares(self) -> list[str]:
        """The shares that were chosen, Monday first."""
        return [self.cleaned_data[f"day{number}"] for number in range(7)]
