"""Whatever an organiser does, whatever fails on the way: the calendar there, and its guests, end up with the truth."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

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
from pacesetter.integrations.calendars.connected import calendar_provider
from pacesetter.integrations.calendars.tests.conftest import (
    JANE,
    NOW,
    RAJ,
    SERVERS,
    STARTS,
    connected_to,
    read_calendars,
    row_of,
)
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.calendars.tests.test_failures import WRITES, again
from pacesetter.integrations.calendars.wanted import wanted_event
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.microsoft.tests.fake import FakeGraph
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.meetings.models import Meeting
from pacesetter.people.models import Member

GUESTS = (JANE, RAJ)


@dataclass
class World:
    """What all histories have in common."""

    kind: str
    rita: Member
    ada: Member
    raj: Member
    jane: Contact
    meeting: ActivityType


class Organising(RuleBasedStateMachine):
    """Rita, her calendar there, and requests whose answers get lost."""

    world: World

    @initialize(who=st.sets(st.sampled_from(GUESTS), min_size=1))
    def plan(self, who: set[str]) -> None:
        self.stack, self.now = ExitStack(), NOW
        block = transaction.atomic()
        block._from_testcase = True  # type: ignore[attr-defined]
        self.stack.enter_context(block)
        self.stack.callback(transaction.set_rollback, True)
        self.server: CalendarServer = SERVERS[self.world.kind]()
        self.stack.enter_context(answered_by(self.server))
        connected_to(self.world.kind, self.world.rita, self.world.ada)
        self.starts_at, self.title, self.place, self.who, self.is_off = STARTS, "Demo", "Room 1", who, False
        self.statuses: dict[str, str] = {}
        self.activity = verbs.plan(
            by=self.world.rita,
            owner=self.world.rita,
            activity_type=self.world.meeting,
            subject=self.title,
            due_at=self.starts_at,
            minutes=60,
            details={"invite": True, "place": self.place},
            **self.people(),
        )

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    def people(self) -> dict[str, Any]:
        return {
            "contacts": [self.world.jane] if JANE in self.who else [],
            "participants": [self.world.raj] if RAJ in self.who else [],
        }

    def row(self) -> Activity:
        return Activity.objects.get(pk=self.activity.pk)

    @precondition(lambda self: not self.is_off)
    @rule(who=st.sets(st.sampled_from(GUESTS), min_size=1))
    def invite(self, who: set[str]) -> None:
        self.statuses = {one: status for one, status in self.statuses.items() if one in who and one in self.who}
        self.who = who
        verbs.edit(self.row(), by=self.world.rita, **self.people())

    @precondition(lambda self: not self.is_off)
    @rule(hours=st.integers(min_value=-3, max_value=3))
    def move(self, hours: int) -> None:
        if hours:
            self.statuses = {}
        self.starts_at += timedelta(hours=hours)
        verbs.reschedule(self.row(), by=self.world.rita, due_at=self.starts_at)

    @precondition(lambda self: not self.is_off)
    @rule(title=st.sampled_from(["Demo", "Second demo"]), place=st.sampled_from(["Room 1", "Room 2"]))
    def rename(self, title: str, place: str) -> None:
        self.title, self.place = title, place
        verbs.edit(self.row(), by=self.world.rita, subject=title, details={"invite": True, "place": place})

    @precondition(lambda self: not self.is_off)
    @rule()
    def call_off(self) -> None:
        self.is_off = True
        verbs.cancel(self.row(), by=self.world.rita)

    @precondition(lambda self: self.is_off)
    @rule()
    def let_it_take_place(self) -> None:
        self.is_off, self.statuses = False, {}
        verbs.reopen(self.row(), by=self.world.rita)

    @precondition(lambda self: not self.is_off)
    @rule(who=st.sampled_from(GUESTS), status=st.sampled_from(["ACCEPTED", "DECLINED", "TENTATIVE"]))
    def answer(self, who: str, status: str) -> None:
        """A guest answers there."""
        if who in self.who:
            if isinstance(self.server, FakeGraph):
                self.server.now = self.now
            self.server.answers(row_of(self.meeting()).external_id, who, status)
            self.statuses[who] = status

    @rule(which=st.integers(0, 2), acts=st.booleans())
    def lose(self, which: int, acts: bool) -> None:
        """The next request of this sort is lost, or its answer."""
        method = WRITES[self.world.kind][which]
        (self.server.lose_answer if acts else self.server.drop)(method, "/cal")

    def meeting(self) -> Meeting:
        return Meeting.objects.get(activity=self.activity)

    @invariant()
    def the_calendar_and_its_guests_know_the_truth(self) -> None:
        self.now += timedelta(minutes=10)
        with clock.standing_at(self.now):
            jobs.run_due()
            again()
            again()
            read_calendars()
        row = row_of(self.meeting())
        assert row.fault == ""
        assert len(self.server.living) == (0 if self.is_off else 1)
        for address in GUESTS:
            told = self.server.told(address)
            if address in self.who and not self.is_off:
                assert told[-1] in ("invited", "updated")
            else:
                assert told == [] or told[-1] == "cancelled"
            assert told.count("invited") - told.count("cancelled") == (address in self.who and not self.is_off)
        if not self.is_off:
            connection = Connection.objects.get(pk=row.connection_id)
            with Caller(connection) as caller:
                there = calendar_provider(connection).calendar(caller).find(row.mark, row.external_id)
            assert there is not None
            # Titles are not read back; the name of the state that was written stands for them.
            meeting = self.meeting()
            assert there.version == wanted_event(meeting).version
            assert (meeting.title, meeting.place) == (self.title, self.place)
            assert there.starts_at == self.starts_at
            assert {one.address for one in there.guests} == self.who
            found = {one.address: one.status for one in self.meeting().attendees.all() if one.status != "NEEDS-ACTION"}
            assert found == self.statuses


def test_any_history_ends_with_the_truth(
    kind: str, rita: Member, ada: Member, raj: Member, meeting: ActivityType, initech: Company
) -> None:
    class InThisWorld(Organising):
        pass

    jane = Contact.objects.create(name="Jane Doe", company=initech, email=JANE)
    InThisWorld.world = World(kind, rita, ada, raj, jane, meeting)
    run_state_machine_as_test(
        InThisWorld,
        settings=run_with(
            max_examples=5,
            stateful_step_count=7,
            deadline=None,
            derandomize=True,
            report_multiple_bugs=False,
            phases=[Phase.generate],
        ),
    )
