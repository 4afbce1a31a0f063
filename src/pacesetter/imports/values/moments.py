"""Dates with or without a time of day: which day it is, and at which instant where the text tells."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import MAX_REMEMBERED, BadValue
from pacesetter.imports.values.date_shapes import EARLIEST, LATEST, THREE_NUMBERS, DateOrder, day_of
from pacesetter.imports.values.times import time_of

# A day in the column's zone, and the instant in UTC, or None where only the day is known.
Moment = tuple[date, datetime | None]

_EPOCH = re.compile(r"^-?\d{10}(?:\d{3})?$")
_FRACTION = re.compile(r"^(\d{5})[.,](\d+)$")
_SPLIT = re.compile(r"^(.*?\d)(?:[T,]?\s+|T)((?:at\s+|um\s+)?\d{1,2}(?:[:]\d{2}|\s*[ap]\.?m).*)$", re.IGNORECASE)
_MIDNIGHT = time(0)
_FULL_DAY = 86_400


@dataclass(frozen=True, slots=True)
class MomentFormat:
    """How a column writes its dates.

    `dates_only`: every time in the column is midnight, so the times say nothing (Salesforce writes a task's due date as
    midnight UTC, which must not become the day before in America).
    """

    order: DateOrder | None = None
    dates_only: bool = False


class MomentReader:
    """The converter of one column. Times without a zone are taken to be in `zone`."""

    def __init__(self, written: MomentFormat, zone: tzinfo) -> None:
        self.order = written.order
        self.dates_only = written.dates_only
        self.zone = zone
        self._days: dict[str, date] = {}

    def __call__(self, text: str) -> Moment | None:
        """The moment, None for an empty cell. Raises `BadValue`."""
        text = text.strip()
        if not text:
            return None
        if text[4:5] == "-" and text[7:8] == "-":
            # ISO, by far the most frequent; this path has to be fast.
            try:
                at = datetime.fromisoformat(text)
            except ValueError:
                pass
            else:
                return self._moment(at, at.tzinfo is not None or len(text) > 10, text)
        return self._from_words(text)

    def _from_words(self, text: str) -> Moment:
        if _EPOCH.match(text):
            seconds = int(text) / (1000 if len(text.lstrip("-")) == 13 else 1)
            return self._moment(datetime.fromtimestamp(seconds, UTC), True, text)
        if match := _FRACTION.match(text):
            share = round(float(f"0.{match[2]}") * _FULL_DAY)
            day = self._day(match[1])
            return self._moment(datetime.combine(day, _MIDNIGHT) + timedelta(seconds=share), share > 0, text)
        match = _SPLIT.match(text)
        if not match:
            return self._day(text), None
        day = self._day(match[1].rstrip(","))
        clock, zone = time_of(match[2])
        return self._moment(datetime.combine(day, clock, zone), True, text)

    def _day(self, text: str) -> date:
        day = self._days.get(text)
        if day is None:
            day = day_of(text, self.order)
            if len(self._days) < MAX_REMEMBERED:
                self._days[text] = day
        return day

    def _moment(self, at: datetime, has_time: bool, text: str) -> Moment:
        if not EARLIEST.year <= at.year <= LATEST.year:
            raise BadValue(ProblemKind.IMPLAUSIBLE_DATE, text)
        if self.dates_only or not has_time:
            return at.date(), None
        if at.tzinfo is None:
            # Midnight without a zone is a day that went through a program which knows no days.
            if at.hour == at.minute == at.second == 0:
                return at.date(), None
            return at.date(), at.replace(tzinfo=self.zone).astimezone(UTC)
        return at.astimezone(self.zone).date(), at.astimezone(UTC)


def date_part(text: str) -> str:
    """The text without its time of day, for the survey of a column."""
    text = text.strip()
    match = _SPLIT.match(text)
    return match[1].rstrip(",") if match else text


def is_triple(text: str) -> bool:
    """Whether the date is three bare numbers, so that its order matters."""
    return THREE_NUMBERS.match(text) is not None
