"""Whatever becomes of a series and of its meetings, by the verbs and the database: each attendee's calendar shows the
meetings that the activities say, at their times and under their titles, and nobody is told twice.

The calendar programs are simulated by the rules that they follow (`itip.tests.test_series_calendars`).
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase
from hypothesis import settings as run_with
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from icalendar import Calendar

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.itip import Frequency, Recurrence
from pacesetter.itip.tests.test_series_calendars import SeriesCalendar
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.people import invited_to
from pacesetter.meetings.series.telling import tell_series
from pacesetter.meetings.tests.conftest import NOW, STARTS
from pacesetter.meetings.tests.test_calendars_of_attendees import ANN, BOB, PEOPLE, RAJ, World, world
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import (
    cancel_following,
    cancel_series,
    change_all,
    change_following,
    resume_series,
    start_series,
    undo_series_change,
)

__all__ = ["world"]
NUMBERS = st.integers(0, 4)
PEOPLE_SETS = st.sets(st.sampled_from(PEOPLE))


class OrganisingSeries(RuleBasedStateMachine):
    """Rita, a weekly meeting over the end of summer time, and three people who may be invited."""

    world: World

    @initialize(who=PEOPLE_SETS)
    def plan(self, who: set[str]) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now, self.seen = NOW, 0
        self.calendars: dict[str, dict[str, SeriesCalendar]] = {address: {} for address in PEOPLE}
        with self.a_second_later(), told_together():
            first = verbs.plan(
                by=self.world.rita,
                owner=self.world.rita,
                activity_type=self.world.meeting,
                subject="Demo",
                due_at=STARTS,
                minutes=60,
                details={"invite": True},
                **self.people(who),
            )
            start_series(first, by=self.world.rita, rule=Recurrence(Frequency.WEEKLY, count=4))

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def a_second_later(self) -> Any:
        self.now += timedelta(seconds=1)
        return clock.standing_at(self.now)

    def people(self, who: set[str]) -> dict[str, Any]:
        chosen = [contact for address, contact in self.world.contacts.items() if address in who]
        return {"contacts": chosen, "participants": [self.world.raj] if RAJ in who else []}

    def one(self, number: int) -> MeetingOccurrence:
        rows = MeetingOccurrence.objects.filter(activity__isnull=False).order_by("activity__due_at", "pk")
        return rows.select_related("series", "activity__owner__organisation", "activity__activity_type")[
            number % rows.count()
        ]

    def do(self, verb: Any, *args: Any, **fields: Any) -> None:
        """What is refused leaves no trace."""
        try:
            with self.a_second_later(), transaction.atomic():
                verb(*args, by=self.world.rita, **fields)
        except Refusal:
            pass

    # One of them.

    @rule(number=NUMBERS, hours=st.integers(-2, 3))
    def move_one(self, number: int, hours: int) -> None:
        at = self.one(number)
        self.do(verbs.reschedule, at.activity, due_at=at.original_at + timedelta(hours=hours))

    @rule(number=NUMBERS, title=st.sampled_from(["Demo", "Review"]))
    def rename_one(self, number: int, title: str) -> None:
        self.do(verbs.edit, self.one(number).activity, subject=title)

    @rule(number=NUMBERS, who=PEOPLE_SETS)
    def invite_to_one(self, number: int, who: set[str]) -> None:
        self.do(verbs.edit, self.one(number).activity, **self.people(who))

    @rule(number=NUMBERS, verb=st.sampled_from([verbs.cancel, verbs.reopen, verbs.delete, verbs.restore]))
    def call_off_or_on(self, number: int, verb: Any) -> None:
        self.do(verb, self.one(number).activity)

    # Several of them.

    @rule(number=NUMBERS, verb=st.sampled_from([change_all, change_following]), title=st.sampled_from(["Demo", "Talk"]))
    def rename_several(self, number: int, verb: Any, title: str) -> None:
        self.do(verb, self.one(number), subject=title)

    @rule(number=NUMBERS, verb=st.sampled_from([change_all, change_following]), hours=st.integers(-30, 30))
    def move_several(self, number: int, verb: Any, hours: int) -> None:
        at = self.one(number)
        assert at.activity is not None
        assert at.activity.due_at is not None
        moved_to = max(at.activity.due_at + timedelta(hours=hours), NOW + timedelta(hours=1))
        self.do(verb, at, moved_to=moved_to)

    @rule(number=NUMBERS, verb=st.sampled_from([change_all, change_following]), who=PEOPLE_SETS)
    def invite_to_several(self, number: int, verb: Any, who: set[str]) -> None:
        self.do(verb, self.one(number), **self.people(who))

    @rule(number=NUMBERS, times=st.integers(2, 5))
    def another_end(self, number: int, times: int) -> None:
        self.do(change_all, self.one(number), rule=Recurrence(Frequency.WEEKLY, count=times))

    @rule(which=st.integers(1, 2))
    def take_a_change_back(self, which: int) -> None:
        changes = Event.objects.filter(verb="meeting.series_changed").order_by("-pk")
        for event in changes[which - 1 : which]:
            self.do(undo_series_change, event)

    @rule(number=NUMBERS)
    def cancel_the_rest(self, number: int) -> None:
        self.do(cancel_following, self.one(number))

    @rule(number=NUMBERS, verb=st.sampled_from([cancel_series, resume_series]))
    def end_or_take_up(self, number: int, verb: Any) -> None:
        self.do(verb, self.one(number).series)

    @invariant()
    def calendars_show_what_the_activities_say(self) -> None:
        self.read_the_post()
        expected: dict[str, set[tuple[datetime, str]]] = {address: set() for address in PEOPLE}
        for activity in Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True).select_related("owner"):
            for one in invited_to(activity):
                assert activity.due_at is not None
                expected[one.address].add((activity.due_at.astimezone(UTC), activity.subject))
        for address, calendars in self.calendars.items():
            shown = {entry for calendar in calendars.values() for entry in calendar.shows().values()}
            assert shown == expected[address], address

    @invariant()
    def what_was_told_is_not_told_again(self) -> None:
        with self.a_second_later():
            for series in MeetingSeries.objects.all():
                tell_series(series)
        assert not OutgoingMessage.objects.filter(pk__gt=self.seen).exists()

    def read_the_post(self) -> None:
        for message in OutgoingMessage.objects.filter(pk__gt=self.seen).order_by("pk"):
            self.seen = message.pk
            if message.to in self.calendars:
                content = message.calendar.encode()
                uid = str(Calendar.from_ical(message.calendar).walk("VEVENT")[0]["UID"])
                self.calendars[message.to].setdefault(uid, SeriesCalendar()).read(content)


def test_any_history_of_a_series_leads_every_calendar_to_the_truth(world: World) -> None:
    assert set(world.contacts) == {ANN, BOB}

    class InThisWorld(OrganisingSeries):
        pass

    InThisWorld.world = world
    run_state_machine_as_test(
        InThisWorld,
        settings=run_with(
            max_examples=12,
            stateful_step_count=9,
            deadline=None,
            derandomize=True,
            report_multiple_bugs=False,
            phases=[Phase.generate],
            # It says how quick the machine is.
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
