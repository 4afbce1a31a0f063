"""The written forms of dates, and what each can mean. Nothing here decides between day-first and month-first."""

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from babel.dates import get_month_names

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue


class DateOrder(StrEnum):
    """Which of the three numbers comes first, second and third."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


THREE_NUMBERS = re.compile(r"^(\d{1,2})([./ -])(\d{1,2})\2(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})([./ -])(\d{1,2})\2(\d{1,2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_WEEKDAY = re.compile(r"^[^\W\d]+,\s+|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+(?=\S+\s\S)", re.IGNORECASE)
_DAY_NAMED = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th|\.)?[\s./-]+(?:de\s+|of\s+)?([^\W\d]+)\.?,?[\s./-]+(?:de\s+)?(\d{4}|\d{2})$"
)
_NAMED_DAY = re.compile(r"^([^\W\d]+)\.?[\s./-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s./-]+(\d{4}|\d{2})$")
_YEAR_NAMED = re.compile(r"^(\d{4})[\s./-]+([^\W\d]+)\.?[\s./-]+(\d{1,2})$")
_SERIAL = re.compile(r"^(\d{5})(?:[.,]\d+)?$")
# Excel counts from here because it believes that 1900 was a leap year.
_SERIAL_ZERO = date(1899, 12, 30)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
_MONTH_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")


@lru_cache
def months_by_name() -> dict[str, int]:
    """Month names and short forms in several languages, without words that mean different months in two of them."""
    meanings: dict[str, set[int]] = {"sept": {9}}
    for language in _MONTH_LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    meanings.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}


def possible_orders(text: str) -> frozenset[DateOrder] | None:
    """The orders in which three bare numbers make a date; None for text that is no such triple."""
    match = THREE_NUMBERS.match(text)
    if not match:
        return None
    return frozenset(order for order in DateOrder if _triple(match, order) is not None)


def day_of(text: str, order: DateOrder | None) -> date:
    """The date that the text (without a time of day) stands for. `order` is used for three bare numbers alone.

    Raises `BadValue`.
    """
    day = _day_of(text, order)
    if day is None:
        raise BadValue(ProblemKind.NOT_A_DATE, text)
    if not EARLIEST <= day <= LATEST:
        raise BadValue(ProblemKind.IMPLAUSIBLE_DATE, text)
    return day


def _day_of(text: str, order: DateOrder | None) -> date | None:
    if match := _YEAR_FIRST.match(text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := THREE_NUMBERS.match(text):
        if order is None:
            if not possible_orders(text):
                return None
            raise BadValue(ProblemKind.AMBIGUOUS_DATE, text)
        return _triple(match, order)
    if match := _COMPACT.match(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SERIAL.match(text):
        return _SERIAL_ZERO + timedelta(days=int(match[1]))
    text = _WEEKDAY.sub("", text)
    if match := _DAY_NAMED.match(text):
        return _named(match[3], match[2], match[1])
    if match := _NAMED_DAY.match(text):
        return _named(match[3], match[1], match[2])
    if match := _YEAR_NAMED.match(text):
        return _named(match[1], match[2], match[3])
    return None


def _triple(match: re.Match[str], order: DateOrder) -> date | None:
    first, second, third = int(match[1]), int(match[3]), match[4]
    if order is DateOrder.YMD:
        return _date(_year(match[1]), second, int(third)) if len(match[1]) == len(third) == 2 else None
    day, month = (first, second) if order is DateOrder.DMY else (second, first)
    return _date(_year(third), month, day)


def _named(year: str, month: str, day: str) -> date | None:
    number = months_by_name().get(month.casefold())
    return _date(_year(year), number, int(day)) if number else None


def _year(digits: str) -> int:
    # Two digits: business records of today lie between 1970 and 2069.
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
