"""Who is free when: shown beside the form of a meeting. Times, and never what they are taken up by."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import reduce

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id, written_ids
from pacesetter.meetings.busy import busy_spans
from pacesetter.meetings.free_time import Span, free_starts, working_span
from pacesetter.people.models import Member
from pacesetter.people.working_time import working_times
from pacesetter.web.day.amounts import read_minutes
from pacesetter.web.day.due import clock_time, day_from
from pacesetter.web.day.moments import read_day, read_time

# As many as one meets; as many times as one chooses from.
MOST_PEOPLE, MOST_TIMES = 30, 8
_STEP = timedelta(minutes=30)
_WORDS: dict[str, tuple[str, Promise]] = {
    "free": ("on", _("Free")),
    "busy": ("off", _("Busy")),
    "away": ("none", _("Not at work")),
    "": ("none", _("No time chosen")),
}


@dataclass(frozen=True)
class Person:
    """One who is to take part. `works` and `busy` are times of the day as they are read."""

    name: str
    key: str
    word: str | Promise
    works: Sequence[str]
    busy: Sequence[str]


@dataclass(frozen=True)
class Availability:
    """Everybody on the day; `common` are the first times at which all of them are free for so long."""

    day: str
    minutes: int
    people: Sequence[Person]
    common: Sequence[str]


def availability_sent(viewer: Member, sent: QueryDict, *, usual_minutes: int) -> Availability | None:
    """For the day, time, length, owner and colleagues that a form says; None where it says no day that can be read."""
    members = catalogue_of(viewer.organisation).members
    asked = [sent.get("owner") or str(viewer.pk), *sent.getlist("participants")]
    people = {pk: members[pk] for pk in written_ids(asked) if pk in members}
    try:
        day = read_day(sent.get("day", ""), field="day")
        at = read_time(sent.get("time", ""), field="time")
        minutes = read_minutes(sent.get("minutes", "")) or usual_minutes
    except Refusal:
        return None
    but = written_id(sent.get("activity", ""))
    # The day before and the day after are looked at, too, in the time of each.
    if day is None or day.year in (MINYEAR, MAXYEAR):
        return None
    return availability(viewer, list(people.values())[:MOST_PEOPLE], day, at, minutes=minutes, but=but)


def availability(
    viewer: Member, people: Sequence[Member], day: date, at: time | None, *, minutes: int, but: int | None = None
) -> Availability:
    """For a day and time of the viewer's zone, without the activity `but`. Six queries however many they are."""
    zone = viewer.zone()
    whole = Span(_moment(day, time(), viewer), _moment(day + timedelta(days=1), time(), viewer))
    length = timedelta(minutes=minutes)
    start = _moment(day, at, viewer) if at is not None else None
    busy = busy_spans([one.pk for one in people], *whole, but=but)
    working = _working(people, whole, day)
    shown = []
    for one in people:
        state = _state(Span(start, start + length), working[one.pk], busy.get(one.pk, ())) if start else ""
        key, word = _WORDS[state]
        shown.append(
            Person(
                one.name,
                key,
                word,
                [_words(span, viewer) for span in working[one.pk]],
                [_words(_within(span, whole), viewer) for span in sorted(busy.get(one.pk, ()))],
            )
        )
    together = reduce(_shared, (working[one.pk] for one in people)) if people else []
    taken = [span for spans in busy.values() for span in spans]
    common = free_starts(together, taken, length=length, step=_STEP, buffer=timedelta(), after=clock.now())
    times = [clock_time(moment, zone) for moment, _number in zip(common, range(MOST_TIMES), strict=False)]
    return Availability(day_from(day, clock.today(zone)), minutes, shown, times)


def _working(people: Collection[Member], whole: Span, day: date) -> dict[int, list[Span]]:
    # Somebody's day elsewhere may be the one before or after.
    around = [day + timedelta(days=number) for number in (-1, 0, 1)]
    times = working_times(people, around[0], around[-1] + timedelta(days=1))
    found = {}
    for one in people:
        spans = (working_span(times[one.pk], each, one.zone()) for each in around)
        found[one.pk] = [_within(span, whole) for span in spans if span is not None and span.meets(whole)]
    return found


def _state(wanted: Span, working: Iterable[Span], busy: Iterable[Span]) -> str:
    if not any(span.starts_at <= wanted.starts_at and wanted.ends_at <= span.ends_at for span in working):
        return "away"
    return "busy" if any(span.meets(wanted) for span in busy) else "free"


def _shared(some: list[Span], others: list[Span]) -> list[Span]:
    return [_within(one, other) for one in some for other in others if one.meets(other)]


def _within(span: Span, whole: Span) -> Span:
    return Span(max(span.starts_at, whole.starts_at), min(span.ends_at, whole.ends_at))


def _moment(day: date, at: time, viewer: Member) -> datetime:
    return datetime.combine(day, at, viewer.zone()).astimezone(UTC)


def _words(span: Span, viewer: Member) -> str:
    return f"{clock_time(span.starts_at, viewer.zone())}-{clock_time(span.ends_at, viewer.zone())}".replace(
        "-", "\u2013"
    )
