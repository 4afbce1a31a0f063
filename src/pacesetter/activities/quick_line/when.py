"""On which day and at what time: "tomorrow 3pm", "next Friday", "24/3 14:30", "in 3 days", "yesterday"."""

import re
from datetime import date, datetime, time, timedelta

from pacesetter.activities.quick_line.tokens import Tokens
from pacesetter.activities.quick_line.vocabulary import Lexicon, Vocabulary

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm|a\.m|p\.m|uhr)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\.?")
_LONG = re.compile(r"([0-9]{1,3})([^\W\d_]*)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")


def read_day(tokens: Tokens, vocabulary: Vocabulary, today: date, *, was: bool) -> date | None:
    """The day that the line says; its words are taken. `was` says that the line tells of the past: "Friday" is then the
    last one, and a date without a year the latest."""
    words = vocabulary.lexicon
    for phrases, days in ((words.tomorrow, 1), (words.yesterday, -1), (words.today, 0)):
        if tokens.take_any(phrases):
            return today + timedelta(days=days)
    for place in range(len(tokens.words)):
        if not tokens.free(place):
            continue
        for read in (_distance, _weekday, _next_week, _date):
            if found := read(tokens, place, vocabulary, today, was):
                day, start, length = found
                if tokens.before(start, words.on):
                    start, length = start - 1, length + 1
                tokens.take(start, length)
                return day
    return None


Found = tuple[date, int, int] | None


def _distance(tokens: Tokens, place: int, vocabulary: Vocabulary, today: date, was: bool) -> Found:
    words = vocabulary.lexicon
    number = tokens.folded[place]
    if not (number.isascii() and number.isdigit() and len(number) <= 3 and tokens.free(place + 1)):
        return None
    unit = tokens.folded[place + 1]
    if unit not in words.day and unit not in words.week:
        return None
    days = timedelta(days=int(number) * (7 if unit in words.week else 1))
    if tokens.before(place, words.in_):
        return today + days, place - 1, 3
    if tokens.free(place + 2) and tokens.folded[place + 2] in words.ago:
        return today - days, place, 3
    # Some languages have it before the number: "vor 3 Tagen".
    if tokens.before(place, words.ago):
        return today - days, place - 1, 3
    return None


def _weekday(tokens: Tokens, place: int, vocabulary: Vocabulary, today: date, was: bool) -> Found:
    words = vocabulary.lexicon
    weekday = words.weekdays.get(tokens.folded[place])
    if weekday is None:
        return None
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    if tokens.before(place, words.last):
        return today + timedelta(days=ahead - 7 if ahead < 7 else -7), place - 1, 2
    if tokens.before(place, words.next):
        return today + timedelta(days=ahead), place - 1, 2
    if was:
        return today + timedelta(days=ahead - 7), place, 1
    return today + timedelta(days=ahead), place, 1


def _next_week(tokens: Tokens, place: int, vocabulary: Vocabulary, today: date, was: bool) -> Found:
    words = vocabulary.lexicon
    if tokens.folded[place] in words.week and tokens.before(place, words.next):
        return today + timedelta(days=7 - today.weekday()), place - 1, 2
    return None


def _date(tokens: Tokens, place: int, vocabulary: Vocabulary, today: date, was: bool) -> Found:
    word, months = tokens.folded[place], vocabulary.lexicon.months
    if found := _ISO.fullmatch(word):
        day = _valid(int(found[1]), int(found[2]), int(found[3]))
        return (day, place, 1) if day else None
    if (found := _NUMERIC.fullmatch(word)) and (found[3] or "/" in word or word.endswith(".") or found[2] != "00"):
        first, second = int(found[1]), int(found[2])
        number, month = (first, second) if vocabulary.day_first else (second, first)
        # A clock can be written with a dot too: 14.30 is no day of a 30th month.
        day = _of_year(found[3], month, number, today, was=was)
        return (day, place, 1) if day else None
    if tokens.free(place + 1):
        after = tokens.folded[place + 1]
        if (found := _ORDINAL.fullmatch(word)) and after in months:
            day = _of_year(_year_at(tokens, place + 2), months[after], int(found[1]), today, was=was)
            return (day, place, 2 + bool(_year_at(tokens, place + 2))) if day else None
        if word in months and (found := _ORDINAL.fullmatch(after)):
            day = _of_year(_year_at(tokens, place + 2), months[word], int(found[1]), today, was=was)
            return (day, place, 2 + bool(_year_at(tokens, place + 2))) if day else None
    return None


def _year_at(tokens: Tokens, place: int) -> str | None:
    if tokens.free(place) and re.fullmatch(r"20\d\d", tokens.folded[place]):
        return tokens.folded[place]
    return None


def _of_year(year: str | None, month: int, number: int, today: date, *, was: bool) -> date | None:
    """Without a year: the nearest such day, ahead or (where the line tells of the past) behind."""
    if year:
        return _valid(int(year), month, number)
    years = (today.year, today.year - 1) if was else (today.year, today.year + 1)
    for one in years:
        day = _valid(one, month, number)
        if day and (day <= today if was else day >= today):
            return day
    return None


def read_moment(tokens: Tokens, lexicon: Lexicon, now: datetime) -> datetime | None:
    """The moment that lies so many minutes or hours ago or ahead; its words are taken."""
    for place, word in enumerate(tokens.folded):
        found = _LONG.fullmatch(word) if tokens.free(place) else None
        if not found:
            continue
        unit, length = found[2], 1
        if not unit and tokens.free(place + 1):
            unit, length = tokens.folded[place + 1], 2
        if unit not in lexicon.minute and unit not in lexicon.hour:
            continue
        number = int(found[1])
        away = timedelta(hours=number) if unit in lexicon.hour else timedelta(minutes=number)
        after = place + length
        if tokens.free(after) and tokens.folded[after] in lexicon.ago:
            tokens.take(place, length + 1)
        elif tokens.before(place, lexicon.ago):
            tokens.take(place - 1, length + 1)
        elif tokens.before(place, lexicon.in_):
            tokens.take(place - 1, length + 1)
            away = -away
        else:
            continue
        return (now - away).replace(second=0, microsecond=0)
    return None


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def read_time(tokens: Tokens, lexicon: Lexicon) -> time | None:
    """The time of day that the line says; its words are taken. A bare number is one only behind "at"."""
    if tokens.take_any(lexicon.noon):
        return time(12)
    for place, word in enumerate(tokens.folded):
        found = _CLOCK.fullmatch(word) if tokens.free(place) else None
        if not found:
            continue
        length, half = 1, found[3]
        if half is None and tokens.free(place + 1) and tokens.folded[place + 1] in ("am", "pm", "uhr"):
            half, length = tokens.folded[place + 1], 2
        behind_at = tokens.before(place, lexicon.at)
        if found[2] is None and half is None and not behind_at:
            continue
        moment = _time(int(found[1]), int(found[2] or 0), half)
        if moment is None:
            continue
        start = place - behind_at
        tokens.take(start, place + length - start)
        return moment
    return None


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half and half[0] in "ap":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
