"""Whatever becomes of a series, and in whatever order its messages are read: each attendee's calendar shows the truth.

The calendars are simulated by the rules that calendar programs follow (RFC 5546, sections 2.1.5 and 3.2.2): the whole
replaces what is older, an occurrence by itself replaces that occurrence, and what is older than that is ignored.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from icalendar import Calendar

from pacesetter.itip import Attendee, Frequency, Meeting, Occurrence, Recurrence, messages_for
from pacesetter.itip.events import as_single
from pacesetter.itip.series import people_at
from pacesetter.itip.tests.meetings import STAMP, WEEKLY
from pacesetter.itip.zoned import starts_of

PEOPLE = tuple(Attendee(f"{name}@initech.example", name) for name in ("ann", "bob", "cid"))
LENGTHS = st.integers(2, 5)

Age = tuple[int, datetime]
# Occurrence by the rule -> when it takes place, and its title.
Shown = dict[datetime, tuple[datetime, str]]


@dataclass
class Whole:
    """What a calendar knows of the series as a whole; no `starts` where it is off."""

    age: Age
    starts: frozenset[datetime]
    title: str


class SeriesCalendar:
    """A calendar program, as far as one series goes."""

    def __init__(self) -> None:
        self.whole: Whole | None = None
        self.singles: dict[datetime, tuple[Age, tuple[datetime, str] | None]] = {}

    def read(self, content: bytes) -> None:
        calendar = Calendar.from_ical(content.decode())
        is_off = str(calendar["METHOD"]) == "CANCEL"
        events: list[Any] = list(calendar.walk("VEVENT"))
        wholes = [one for one in events if "RECURRENCE-ID" not in one]
        for event in wholes:
            age = _age(event)
            if self.whole is not None and age < self.whole.age:
                return
            self.whole = Whole(age, frozenset() if is_off else _starts(event), str(event["SUMMARY"]))
            self.singles = {at: one for at, one in self.singles.items() if one[0] > age}
        for event in events:
            if event not in wholes:
                self._single(event, is_off=is_off)

    def _single(self, event: Any, *, is_off: bool) -> None:
        at, age = event["RECURRENCE-ID"].dt.astimezone(UTC), _age(event)
        known = self.singles.get(at)
        if (known is None or age >= known[0]) and (self.whole is None or age >= self.whole.age):
            shown = None if is_off else (event["DTSTART"].dt.astimezone(UTC), str(event["SUMMARY"]))
            self.singles[at] = (age, shown)

    def shows(self) -> Shown:
        whole = {at: (at, self.whole.title) for at in self.whole.starts} if self.whole else {}
        found = {**whole, **{at: one for at, (_age, one) in self.singles.items()}}
        return {at: one for at, one in found.items() if one is not None}


def _age(event: Any) -> Age:
    return int(event["SEQUENCE"]), event["DTSTAMP"].dt


def _starts(event: Any) -> frozenset[datetime]:
    first = event["DTSTART"].dt
    rule_ = event["RRULE"].to_ical().decode().replace("Z", "")
    until = event["RRULE"].get("UNTIL")
    if until:  # on the wall, as the rule is walked
        local = until[0].astimezone(first.tzinfo).strftime("%Y%m%dT%H%M%S")
        rule_ = ";".join(f"UNTIL={local}" if part.startswith("UNTIL") else part for part in rule_.split(";"))
    walls = rrule.rrulestr(rule_, dtstart=first.replace(tzinfo=None))
    out = event.get("EXDATE", [])
    outs = {moment.dt.astimezone(UTC) for one in (out if isinstance(out, list) else [out]) for moment in one.dts}
    zone = ZoneInfo(str(first.tzinfo))
    return frozenset(wall.replace(tzinfo=zone).astimezone(UTC) for wall in walls) - outs


class OrganisingSeries(RuleBasedStateMachine):
    """An organiser with a weekly meeting over a change of the clock, and three people who may be invited."""

    @initialize(who=st.sets(st.sampled_from(PEOPLE)))
    def begin(self, who: set[Attendee]) -> None:
        self.now = STAMP
        self.known: Meeting | None = None
        self.calendars = {one.address: SeriesCalendar() for one in PEOPLE}
        self.sent: dict[str, list[bytes]] = {address: [] for address in self.calendars}
        self.truth = replace(WEEKLY, attendees=())
        self.invite(who)

    def tell(self, **fields: Any) -> None:
        self.now += timedelta(seconds=1)
        after = replace(self.truth, **fields)
        starts = set(starts_of(after))
        kept = tuple(one for one in after.exceptions if one.original_at in starts)
        told = messages_for(self.known, replace(after, exceptions=kept), stamp=self.now)
        self.known = self.truth = told.meeting
        for message in told.messages:
            for who in message.to:
                self.calendars[who.address].read(message.content)
                self.sent[who.address].append(message.content)
        again = messages_for(self.known, self.truth, stamp=self.now + timedelta(seconds=1))
        assert again.messages == ()

    def tell_at(self, number: int, **fields: Any) -> None:
        starts = starts_of(self.truth)
        at = starts[number % len(starts)]
        known = {one.original_at: one for one in self.truth.exceptions}
        one = replace(known.get(at, Occurrence(at, at)), **fields)
        if fields.get("attendees") is None and one.attendees is not None:
            # Who is invited stays; the answers are settled by what was told.
            one = replace(one, attendees=one.attendees)
        self.tell(exceptions=tuple({**known, at: one}.values()))

    @rule(who=st.sets(st.sampled_from(PEOPLE)))
    def invite(self, who: set[Attendee]) -> None:
        """To all of it; who comes to single ones alone still does."""
        self.tell(attendees=tuple(sorted(who, key=lambda one: one.address)))

    @rule(number=st.integers(0, 4), who=st.sets(st.sampled_from(PEOPLE)))
    def invite_to_one(self, number: int, who: set[Attendee]) -> None:
        starts = starts_of(self.truth)
        at = starts[number % len(starts)]
        if not any(one.original_at == at and one.is_cancelled for one in self.truth.exceptions):
            self.tell_at(number, attendees=tuple(sorted(who, key=lambda one: one.address)))

    @rule(number=st.integers(0, 4), hours=st.integers(-3, 3))
    def move_one(self, number: int, hours: int) -> None:
        starts = starts_of(self.truth)
        self.tell_at(number, starts_at=starts[number % len(starts)] + timedelta(hours=hours))

    @rule(number=st.integers(0, 4), title=st.sampled_from([None, "Review"]))
    def rename_one(self, number: int, title: str | None) -> None:
        starts = starts_of(self.truth)
        at = starts[number % len(starts)]
        if not any(one.original_at == at and one.is_cancelled for one in self.truth.exceptions):
            self.tell_at(number, title=title)

    @rule(number=st.integers(0, 4))
    def call_one_off(self, number: int) -> None:
        self.tell_at(number, starts_at=None, attendees=None)

    @rule(hours=st.integers(-3, 3))
    def move_all(self, hours: int) -> None:
        by = timedelta(hours=hours)
        moved = tuple(
            replace(one, original_at=one.original_at + by, starts_at=one.starts_at + by if one.starts_at else None)
            for one in self.truth.exceptions
        )
        self.tell(starts_at=self.truth.starts_at + by, ends_at=self.truth.ends_at + by, exceptions=moved)

    @rule(title=st.sampled_from(["Demo", "Second demo"]))
    def rename_all(self, title: str) -> None:
        self.tell(title=title)

    @rule(times=LENGTHS)
    def end_earlier_or_later(self, times: int) -> None:
        self.tell(recurrence=Recurrence(Frequency.WEEKLY, count=times))

    @rule()
    def call_off(self) -> None:
        self.tell(is_cancelled=True)

    @rule()
    def let_it_take_place(self) -> None:
        self.tell(is_cancelled=False)

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def read_late(self, who: Attendee, data: st.DataObject) -> None:
        """All that was sent, in whatever order, some of it twice."""
        sent = self.sent[who.address][-8:]
        if len(sent) == len(self.sent[who.address]) and sent:
            calendar = SeriesCalendar()
            twice = data.draw(st.lists(st.sampled_from(sent), max_size=2))
            for content in data.draw(st.permutations([*sent, *twice])):
                calendar.read(content)
            assert calendar.shows() == self.expected(who)

    @invariant()
    def calendars_show_the_truth(self) -> None:
        for who in PEOPLE:
            assert self.calendars[who.address].shows() == self.expected(who), who.name

    def expected(self, who: Attendee) -> Shown:
        if self.truth.is_cancelled:
            return {}
        exceptions = {one.original_at: one for one in self.truth.exceptions}
        found = {}
        for at in starts_of(self.truth):
            one = exceptions.get(at)
            if any(who.address == come.address for come in people_at(self.truth, one)):
                single = as_single(self.truth, one or Occurrence(at, at))
                found[at.astimezone(UTC)] = (single.starts_at.astimezone(UTC), single.title)
        return found


OrganisingSeries.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestOrganisingSeries = OrganisingSeries.TestCase
