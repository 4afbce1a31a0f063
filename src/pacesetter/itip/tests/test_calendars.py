"""Whatever an organiser does, and in whatever order answers come: each attendee's calendar ends up with the truth.

The calendars here are simulated by the rules that calendar programs follow (RFC 5546, section 2.1.5): what is older
than what is known is ignored, the rest is taken as it is.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from icalendar import Calendar

from pacesetter.itip import Answer, Attendee, Meeting, Method, PartStat, messages_for, supersedes
from pacesetter.itip.tests.meetings import DEMO, STAMP

PEOPLE = tuple(Attendee(f"{name}@initech.example", name) for name in ("ann", "bob", "cid"))


@dataclass
class Entry:
    """What one attendee's calendar shows; None as `starts_at` is a meeting that is off."""

    sequence: int
    stamp: datetime
    starts_at: datetime | None
    title: str
    place: str


class AttendeeCalendar:
    """A calendar program, as far as one meeting goes."""

    def __init__(self) -> None:
        self.entry: Entry | None = None

    def read(self, content: bytes) -> None:
        calendar = Calendar.from_ical(content.decode())
        event: Any = calendar.walk("VEVENT")[0]
        sequence, stamp = int(event["SEQUENCE"]), event["DTSTAMP"].dt
        if self.entry is not None and (sequence, stamp) < (self.entry.sequence, self.entry.stamp):
            return
        is_off = str(calendar["METHOD"]) == "CANCEL"
        starts_at = None if is_off else event["DTSTART"].dt
        self.entry = Entry(sequence, stamp, starts_at, str(event["SUMMARY"]), str(event.get("LOCATION", "")))


class Organising(RuleBasedStateMachine):
    """An organiser, three people who may be invited, and the post between them, which may be slow."""

    @initialize(who=st.sets(st.sampled_from(PEOPLE)))
    def begin(self, who: set[Attendee]) -> None:
        self.now = STAMP
        self.known: Meeting | None = None
        self.truth = replace(DEMO, attendees=())
        self.calendars = {one.address: AttendeeCalendar() for one in PEOPLE}
        self.changed_in = 0
        self.counted: dict[str, Answer | None] = dict.fromkeys(self.calendars)
        self.arrived: dict[str, list[Answer]] = {address: [] for address in self.calendars}
        self.on_the_way: list[Answer] = []
        self.sent: dict[str, list[bytes]] = {address: [] for address in self.calendars}
        self.invite(who)

    def tell(self, after: Meeting) -> None:
        self.now += timedelta(seconds=1)
        told = messages_for(self.known, after, stamp=self.now)
        self.known = self.truth = told.meeting
        if told.asked_anew:
            self.changed_in = told.meeting.sequence
            self.counted = dict.fromkeys(self.calendars)
            self.arrived = {address: [] for address in self.calendars}
        for message in told.messages:
            for one in message.to:
                self.calendars[one.address].read(message.content)
                self.sent[one.address].append(message.content)

    @rule(who=st.sets(st.sampled_from(PEOPLE)))
    def invite(self, who: set[Attendee]) -> None:
        before = {one.address for one in self.truth.attendees}
        for one in who:
            if one.address not in before:
                self.counted[one.address], self.arrived[one.address] = None, []
        self.tell(replace(self.truth, attendees=tuple(sorted(who, key=lambda one: one.address))))

    @rule(hours=st.integers(min_value=-5, max_value=5))
    def move(self, hours: int) -> None:
        by = timedelta(hours=hours)
        self.tell(replace(self.truth, starts_at=self.truth.starts_at + by, ends_at=self.truth.ends_at + by))

    @rule(title=st.sampled_from(["Demo", "Second demo"]), place=st.sampled_from(["", "Room 1"]))
    def rename(self, title: str, place: str) -> None:
        self.tell(replace(self.truth, title=title, place=place))

    @rule()
    def call_off(self) -> None:
        self.tell(replace(self.truth, is_cancelled=True))

    @rule()
    def let_it_take_place(self) -> None:
        self.tell(replace(self.truth, is_cancelled=False))

    @rule(
        who=st.integers(0, 2),
        statuses=st.lists(st.sampled_from([PartStat.ACCEPTED, PartStat.DECLINED]), min_size=1, max_size=3),
        back=st.lists(st.integers(0, 5), max_size=4),
    )
    def answer(self, who: int, statuses: list[PartStat], back: list[int]) -> None:
        """An attendee answers what the own calendar shows, and may think again; some of it arrives at once."""
        entries = [(address, one.entry) for address, one in self.calendars.items() if one.entry and one.entry.starts_at]
        if entries:
            address, entry = entries[who % len(entries)]
            for status in statuses:
                self.now += timedelta(seconds=1)
                answer = Answer(Method.REPLY, DEMO.uid, address, status, entry.sequence, self.now)
                self.on_the_way.append(answer)
        self.deliver(back)

    @rule(back=st.lists(st.integers(0, 20), max_size=6))
    def deliver(self, back: list[int]) -> None:
        """Some of the answers on the way arrive, in whatever order, and may arrive again later."""
        for number in back:
            if number < len(self.on_the_way):
                answer = self.on_the_way[-1 - number]
                self.arrived[answer.address].append(answer)
                if supersedes(answer, self.counted[answer.address], changed_in=self.changed_in):
                    self.counted[answer.address] = answer

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def read_late(self, who: Attendee, data: st.DataObject) -> None:
        """Somebody comes back from leave; the program reads all that was sent in whatever order, some of it twice."""
        sent = self.sent[who.address][-8:]
        if sent:
            twice = data.draw(st.lists(st.sampled_from(sent), max_size=3))
            calendar = AttendeeCalendar()
            for content in data.draw(st.permutations([*sent, *twice])):
                calendar.read(content)
            self.shows_the_truth(who.address, calendar)

    @invariant()
    def calendars_show_the_truth(self) -> None:
        for address, calendar in self.calendars.items():
            self.shows_the_truth(address, calendar)

    def shows_the_truth(self, address: str, calendar: AttendeeCalendar) -> None:
        is_invited = self.known is not None and self.truth.attendee(address) is not None
        if is_invited and not self.truth.is_cancelled:
            assert calendar.entry is not None
            shown = (calendar.entry.starts_at, calendar.entry.title, calendar.entry.place)
            assert shown == (self.truth.starts_at, self.truth.title, self.truth.place)
        else:
            assert calendar.entry is None or calendar.entry.starts_at is None

    @invariant()
    def no_answer_to_an_earlier_time_counts(self) -> None:
        for answer in self.counted.values():
            assert answer is None or (answer.sequence or 0) >= self.changed_in

    @invariant()
    def the_newest_answer_to_what_is_asked_counts_in_whatever_order_they_came(self) -> None:
        for address, arrived in self.arrived.items():
            current = [one for one in arrived if (one.sequence or 0) >= self.changed_in]
            newest = max(current, key=lambda one: (one.sequence or 0, one.stamp or STAMP), default=None)
            assert self.counted[address] == newest


Organising.TestCase.settings = settings(max_examples=100, stateful_step_count=25, deadline=None)
TestOrganising = Organising.TestCase
