"""Whatever an organiser does, and in whatever order answers come: each attendee's calendar ends up with the truth.

By the verbs, the database and the mails as they leave; only the calendar programs that read them are simulated, by the
rules that they follow (`itip.tests.test_calendars`).
"""

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import Phase
from hypothesis import settings as run_with
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.itip.mail import calendar_parts
from pacesetter.itip.tests.test_calendars import AttendeeCalendar
from pacesetter.mail.inbound.taking import take
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.telling import tell_now
from pacesetter.meetings.tests.conftest import NOW, STARTS
from pacesetter.meetings.verbs import take_answer
from pacesetter.people.models import Member

RITA, RAJ = "rita@acme.example", "raj@acme.example"
ANN, BOB = "ann@initech.example", "bob@initech.example"
PEOPLE = (ANN, BOB, RAJ)


@dataclass(frozen=True)
class Said:
    """An answer that an attendee's calendar has sent: to which state, with which time in it, and when."""

    address: str
    status: str
    sequence: int
    to_time: datetime | None
    at: datetime
    raw: bytes


@dataclass
class World:
    """What the meetings of all histories have in common."""

    rita: Member
    raj: Member
    contacts: dict[str, Contact]
    company: Company
    meeting: ActivityType


class Organising(RuleBasedStateMachine):
    """Rita, three people who may be invited, and the post between them, which may be slow."""

    world: World

    @initialize(who=st.sets(st.sampled_from(PEOPLE)))
    def plan(self, who: set[str]) -> None:
        self.block = transaction.atomic()
        # As the one around every test: jobs that begin a transaction of their own find none open.
        self.block._from_testcase = True  # type: ignore[attr-defined]
        self.block.__enter__()
        self.now = NOW
        mail.outbox.clear()
        self.calendars = {address: AttendeeCalendar() for address in (*PEOPLE, RITA)}
        self.sent: dict[str, list[bytes]] = {address: [] for address in self.calendars}
        self.on_the_way: list[Said] = []
        self.counting: dict[str, list[Said]] = {address: [] for address in PEOPLE}
        self.starts_at, self.minutes, self.title, self.place = STARTS, 60, "Demo", "Room 1"
        self.who, self.is_off, self.is_deleted = who, False, False
        with self.a_second_later():
            self.activity = verbs.plan(
                by=self.world.rita,
                owner=self.world.rita,
                activity_type=self.world.meeting,
                company=self.world.company,
                subject=self.title,
                due_at=self.starts_at,
                minutes=self.minutes,
                details={"invite": True, "place": self.place},
                **self.people(),
            )

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def a_second_later(self) -> Any:
        self.now += timedelta(seconds=1)
        return clock.standing_at(self.now)

    def people(self) -> dict[str, Any]:
        chosen = [contact for address, contact in self.world.contacts.items() if address in self.who]
        return {"contacts": chosen, "participants": [self.world.raj] if RAJ in self.who else []}

    def row(self) -> Activity:
        return Activity.objects.get(pk=self.activity.pk)

    def asked_anew(self) -> None:
        if not self.is_off:
            self.counting = {address: [] for address in PEOPLE}

    # What Rita does.

    @precondition(lambda self: not self.is_deleted)
    @rule(who=st.sets(st.sampled_from(PEOPLE)))
    def invite(self, who: set[str]) -> None:
        for address in PEOPLE:
            if address not in self.who or address not in who:
                self.counting[address] = []
        self.who = who
        with self.a_second_later():
            verbs.edit(self.row(), by=self.world.rita, **self.people())

    @precondition(lambda self: not self.is_off)
    @rule(hours=st.integers(min_value=-5, max_value=5))
    def move(self, hours: int) -> None:
        self.starts_at += timedelta(hours=hours)
        if hours:
            self.asked_anew()
        with self.a_second_later():
            verbs.reschedule(self.row(), by=self.world.rita, due_at=self.starts_at)

    @precondition(lambda self: not self.is_off)
    @rule(minutes=st.sampled_from([30, 60]))
    def lengthen(self, minutes: int) -> None:
        if minutes != self.minutes:
            self.asked_anew()
        self.minutes = minutes
        with self.a_second_later():
            verbs.edit(self.row(), by=self.world.rita, minutes=minutes)

    @precondition(lambda self: not self.is_deleted)
    @rule(title=st.sampled_from(["Demo", "Second demo"]), place=st.sampled_from(["", "Room 1"]))
    def rename(self, title: str, place: str) -> None:
        self.title, self.place = title, place
        with self.a_second_later():
            verbs.edit(self.row(), by=self.world.rita, subject=title, details={"invite": True, "place": place})

    @precondition(lambda self: not self.is_deleted)
    @rule()
    def note_something(self) -> None:
        """Nothing that attendees see, so nobody hears of it."""
        with self.a_second_later():
            verbs.edit(self.row(), by=self.world.rita, note=f"At {self.now}")
            jobs.run_due()
        assert mail.outbox == []

    @precondition(lambda self: not self.is_off)
    @rule(deletes=st.booleans())
    def call_off(self, deletes: bool) -> None:
        self.is_off, self.is_deleted = True, deletes
        with self.a_second_later():
            (verbs.delete if deletes else verbs.cancel)(self.row(), by=self.world.rita)

    @precondition(lambda self: self.is_off)
    @rule()
    def let_it_take_place(self) -> None:
        back = verbs.restore if self.is_deleted else verbs.reopen
        self.is_off = self.is_deleted = False
        self.asked_anew()
        with self.a_second_later():
            back(self.row(), by=self.world.rita)

    # What attendees do.

    @rule(
        who=st.sampled_from(PEOPLE),
        statuses=st.lists(st.sampled_from(["ACCEPTED", "DECLINED", "TENTATIVE"]), min_size=1, max_size=3),
        back=st.lists(st.integers(0, 5), max_size=4),
    )
    def answer(self, who: str, statuses: list[str], back: list[int]) -> None:
        """Somebody answers what the own calendar shows, and may think again; some of it arrives at once."""
        entry = self.calendars[who].entry
        if entry is not None and entry.starts_at is not None:
            for status in statuses:
                self.now += timedelta(seconds=1)
                raw = self.reply(who, who, status, entry.sequence)
                self.on_the_way.append(Said(who, status, entry.sequence, entry.starts_at, self.now, raw))
        self.deliver(back)

    @rule(back=st.lists(st.integers(0, 20), max_size=5))
    def deliver(self, back: list[int]) -> None:
        """Some of the answers on the way arrive, in whatever order, and may arrive again later."""
        meeting = Meeting.objects.filter(activity=self.activity).first()
        for number in back:
            if meeting is not None and number < len(self.on_the_way):
                said = self.on_the_way[-1 - number]
                self.arrive(meeting, said.address, said.raw)
                if said.address in self.who and said.sequence >= meeting.answers_from:
                    self.counting[said.address].append(said)

    @rule(who=st.sampled_from(PEOPLE), takes=st.booleans())
    def answer_from_elsewhere(self, who: str, takes: bool) -> None:
        """Somebody to whom the request was handed on answers as the attendee; Rita may believe it."""
        meeting = Meeting.objects.filter(activity=self.activity).first()
        entry = self.calendars[who].entry
        if meeting is None or entry is None or entry.starts_at is None or who not in self.who or self.is_off:
            return
        self.now += timedelta(seconds=1)
        raw = self.reply(who, "eve@elsewhere.example", "DECLINED", entry.sequence)
        before = MeetingAttendee.objects.values().get(meeting=meeting, address=who)
        self.arrive(meeting, "eve@elsewhere.example", raw)
        assert MeetingAttendee.objects.values().get(meeting=meeting, address=who) == before
        shown = MeetingAnswer.objects.order_by("pk").last()
        if takes and shown is not None and shown.verdict == MeetingAnswer.Verdict.OTHER_ADDRESS:
            said = Said(who, "DECLINED", entry.sequence, entry.starts_at, self.now, raw)
            with self.a_second_later():
                take_answer(shown, by=self.world.rita)
            self.counting[who].append(said)

    @rule(who=st.sampled_from((*PEOPLE, RITA)), data=st.data())
    def read_late(self, who: str, data: st.DataObject) -> None:
        """Somebody comes back from leave; the program reads all that was sent in whatever order, some of it twice."""
        sent = self.sent[who][-6:]
        if sent:
            twice = data.draw(st.lists(st.sampled_from(sent), max_size=2))
            calendar = AttendeeCalendar()
            for content in data.draw(st.permutations([*sent, *twice])):
                calendar.read(content)
            self.shows_the_truth(who, calendar)

    def reply(self, who: str, sender: str, status: str, sequence: int) -> bytes:
        """A mail of the attendee's calendar."""
        meeting = Meeting.objects.get(activity=self.activity)
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{meeting.uid}",
            f"DTSTAMP:{self.now:%Y%m%dT%H%M%SZ}", f"SEQUENCE:{sequence}", f"ATTENDEE;PARTSTAT={status}:mailto:{who}",
            "END:VEVENT", "END:VCALENDAR", "",
        ]  # fmt: skip
        message = EmailMessage(policy=email.policy.SMTP)
        message["From"], message["To"], message["Subject"] = sender, meeting.organiser_address, status
        message.set_content("An answer.")
        content = "\r\n".join(lines).encode()
        message.add_alternative(content, maintype="text", subtype="calendar", params={"method": "REPLY"})
        return message.as_bytes()

    def arrive(self, meeting: Meeting, sender: str, raw: bytes) -> None:
        with self.a_second_later():
            assert take(sender=sender, recipient=meeting.organiser_address, raw=raw) is not None
            jobs.run_due()

    # What must hold.

    @invariant()
    def calendars_show_the_truth(self) -> None:
        with clock.standing_at(self.now):
            jobs.run_due()
            self.read_the_post()
            for address, calendar in self.calendars.items():
                self.shows_the_truth(address, calendar)
            # Told once, there is nothing more to tell.
            tell_now(self.row())
            jobs.run_due()
        assert mail.outbox == []

    def read_the_post(self) -> None:
        """Every mail as the server gets it."""
        for message in mail.outbox:
            raw = message.message().as_bytes()
            (to,) = message.to
            for part in calendar_parts(raw)[:1]:  # the attachment says the same
                address = parseaddr(to)[1]
                self.calendars[address].read(part.data)
                self.sent[address].append(part.data)
        mail.outbox.clear()

    def shows_the_truth(self, address: str, calendar: AttendeeCalendar) -> None:
        is_there = address in self.who or (address == RITA and Meeting.objects.filter(activity=self.activity).exists())
        if is_there and not self.is_off:
            assert calendar.entry is not None
            shown = (calendar.entry.starts_at, calendar.entry.title, calendar.entry.place)
            assert shown == (self.starts_at, self.title, self.place)
        else:
            assert calendar.entry is None or calendar.entry.starts_at is None

    @invariant()
    def the_newest_answer_to_what_is_asked_counts(self) -> None:
        meeting = Meeting.objects.filter(activity=self.activity).first()
        rows = {row.address: row for row in meeting.attendees.all()} if meeting is not None else {}
        for address in self.who if not self.is_off else ():
            newest = max(self.counting[address], key=lambda one: (one.sequence, one.at), default=None)
            assert rows[address].status == (newest.status if newest else "NEEDS-ACTION")
            assert newest is None or newest.to_time == self.starts_at


@pytest.fixture
def world(rita: Member, raj: Member, meeting: ActivityType, initech: Company, settings: Any) -> Iterator[World]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    contacts = {
        address: Contact.objects.create(name=address.partition("@")[0].title(), company=initech, email=address)
        for address in (ANN, BOB)
    }
    yield World(rita, raj, contacts, initech, meeting)


def test_any_history_leads_every_calendar_to_the_truth(world: World) -> None:
    class InThisWorld(Organising):
        pass

    InThisWorld.world = world
    run_state_machine_as_test(
        InThisWorld,
        settings=run_with(
            max_examples=16,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            report_multiple_bugs=False,
            phases=[Phase.generate],
        ),
    )
