"""Fields for days. What is kept ends on the day after; people name the last day that still counts."""

from datetime import date, timedelta
from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


def until(last_day: date | None) -> date | None:
    """The end that is kept for a last day: the day after it."""
    return last_day + timedelta(days=1) if last_day else None


def last_day(ends_on: date | None) -> date | None:
    """The last day of what ends on a day that is not included."""
    return ends_on - timedelta(days=1) if ends_on else None
