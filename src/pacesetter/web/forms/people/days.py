"""Fields for days. What is kept ends on the day after; people name the last day that still counts."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pacesetter.core.near import AFTER_LAST, FIRST


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar. One of a mistyped year is refused; `first` is the earliest."""

    def __init__(self, *, first: date = FIRST, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)
        self._first = first

    def clean(self, value: Any) -> date | None:
        """The day, or an error beside the field."""
        day: date | None = super().clean(value)
        if day is not None and not self._first <= day < AFTER_LAST:
            raise forms.ValidationError(_("That day is too far away. Check the year."), code="far_away")
        return day


def until(last_day: date | None) -> date | None:
    """The end that is kept for a last day: the day after it."""
    return last_day + timedelta(days=1) if last_day else None


def last_day(ends_on: date | None) -> date | None:
    """The last day of what ends on a day that is not included."""
    return ends_on - timedelta(days=1) if ends_on else None
