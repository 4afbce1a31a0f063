"""Meetings: arranged days before, often by a colleague, then held, cancelled, or nobody comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.script.chance import about, around, one_of
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.planning import shortly_after, slots
from pacesetter.demo.script.presence import Presence
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import note_on, subject_of


@dataclass(frozen=True)
class Habit:
    """How many meetings of a sort a role has on a usual day, and how many of them an SDR arranges."""

    role: Role
    kind: TypeOf
    a_day: float
    by_sdr: float = 0.0
    to_clients: bool = False
    with_engineer: float = 0.0


_HABITS = (
    Habit(Role.BDM, types.DISCOVERY_MEETING, 0.92, by_sdr=0.68),
    Habit(Role.BDM, types.PRODUCT_DEMO, 0.58, by_sdr=0.15, with_engineer=0.6),
    Habit(Role.BDM, types.DISCOVERY_CALL, 0.25, by_sdr=0.2),
    Habit(Role.AM, types.ACCOUNT_REVIEW, 0.92, to_clients=True),
    Habit(Role.SE, types.WORKSHOP, 0.72, to_clients=True),
)
_CANCELLED = 0.07
# Meetings of the last days that nobody has noted the outcome of yet.
_NOT_NOTED, _NOT_NOTED_DAYS = 0.12, 4


def meetings(scene: Scene) -> Iterator[Happening]:
    """Every meeting of the story, and those arranged for the days to come."""
    for day in scene.days():
        for role in (Role.BDM, Role.AM, Role.SE):
            for presence in scene.at_work(role, day):
                rng = scene.chance("meetings", presence.person, day)
                amount = scene.amount(presence, day, presence.person.talent.meetings)
                wanted = [
                    habit for habit in _HABITS if habit.role == role for _ in range(about(rng, habit.a_day * amount))
                ]
                rng.shuffle(wanted)
                for habit, due_at in zip(wanted, slots(rng, presence, day, len(wanted)), strict=False):
                    meeting = _meeting(scene, rng, presence, day, due_at, habit)
                    if meeting is not None:
                        yield meeting


def _meeting(
    scene: Scene, rng: Random, presence: Presence, day: date, due_at: datetime, habit: Habit
) -> Happening | None:
    booking = _booking(scene, rng, presence, day, habit)
    if booking is None:
        return None
    creator, booked_at = booking
    company = (scene.client_for if habit.to_clients else scene.lead_for)(rng, presence, day)
    contact = scene.contact_in(rng, company)
    planned_minutes = habit.kind.default_minutes
    minutes = 5 * around(rng, planned_minutes / 5, planned_minutes / 25, 2)
    outcome = types.NO_SHOW if rng.random() < presence.person.talent.no_shows else types.HELD
    if outcome == types.NO_SHOW:
        minutes = 0
    done_at: datetime | None = shortly_after(rng, due_at, minutes or 15)
    cancelled_at: datetime | None = None
    fate = rng.random()
    if fate < _CANCELLED:
        cancelled_at = _cancelled_at(rng, booked_at, due_at)
        # What was booked in a closed quarter is not taken out of its figures again.
        if scene.story.is_closed(booked_at.date(), cancelled_at.date()):
            cancelled_at = None
        else:
            done_at = None
    elif fate < _CANCELLED + _NOT_NOTED and day >= scene.story.today - timedelta(days=_NOT_NOTED_DAYS):
        done_at = None
    engineers = scene.at_work(Role.SE, day) if rng.random() < habit.with_engineer else []
    return Happening(
        kind=habit.kind,
        owner=presence.person.key,
        created_by=creator,
        company=company,
        contact=contact,
        booked_at=booked_at,
        due_on=day,
        due_at=due_at,
        done_at=done_at,
        done_by=presence.person.key,
        cancelled_at=cancelled_at,
        outcome=outcome,
        planned_minutes=planned_minutes,
        minutes=minutes,
        subject=subject_of(rng, habit.kind, contact),
        note=note_on(rng, outcome),
        participants=tuple(engineer.person.key for engineer in engineers),
    )


def _booking(scene: Scene, rng: Random, presence: Presence, day: date, habit: Habit) -> tuple[str, datetime] | None:
    """Who arranges the meeting, and when. None before the story begins."""
    ahead = 1 + about(rng, 4.0)
    if rng.random() < habit.by_sdr:
        booked_on = presence.working_day_before(day, ahead)
        sdrs = scene.at_work(Role.SDR, booked_on) if booked_on else []
        if booked_on is not None and sdrs and booked_on >= scene.story.starts_on:
            sdr = one_of(rng, [(sdr, sdr.person.talent.meetings * sdr.share(booked_on)) for sdr in sdrs])
            return sdr.person.key, sdr.call_moment(rng, booked_on)
    booked_on = presence.working_day_before(day, ahead)
    if booked_on is None or booked_on < scene.story.starts_on or presence.role_on(booked_on) != habit.role:
        return None
    return presence.person.key, presence.any_moment(rng, booked_on)


def _cancelled_at(rng: Random, booked_at: datetime, due_at: datetime) -> datetime:
    """Some time between arranging and meeting, rather near the meeting."""
    whole = (due_at - booked_at).total_seconds()
    return due_at - timedelta(seconds=round(whole * rng.random() * 0.6))
