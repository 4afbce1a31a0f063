"""Proposals and reminders: to-dos that somebody plans and does, some of them late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.script.chance import about, around
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.planning import planned_for
from pacesetter.demo.script.presence import Presence
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import subject_of
from pacesetter.demo.script.worth import worth_minor


@dataclass(frozen=True)
class Habit:
    """How many to-dos of a sort a role has on a usual day, and how many of them an engineer does instead."""

    role: Role
    kind: TypeOf
    a_day: float
    by_engineer: float = 0.0
    to_clients: bool = False


_HABITS = (
    Habit(Role.BDM, types.PROPOSAL, 0.42, by_engineer=0.2),
    Habit(Role.SE, types.PROPOSAL, 0.1, to_clients=True),
    Habit(Role.BDM, types.CHASE, 0.8),
    Habit(Role.AM, types.CHASE, 0.7, to_clients=True),
)


def follow_ups(scene: Scene) -> Iterator[Happening]:
    """Every proposal and reminder of the story."""
    for day in scene.days():
        for habit in _HABITS:
            for presence in scene.at_work(habit.role, day):
                rng = scene.chance(f"follow-ups/{habit.kind.name}", presence.person, day)
                for _ in range(about(rng, habit.a_day * scene.amount(presence, day, presence.person.talent.deals))):
                    to_do = _to_do(scene, rng, presence, day, habit)
                    if to_do is not None:
                        yield to_do


def _to_do(scene: Scene, rng: Random, presence: Presence, day: date, habit: Habit) -> Happening | None:
    plan = planned_for(rng, presence, day, usual_days=2.5)
    if plan is None or presence.role_on(plan.booked_at.date()) != habit.role:
        return None
    company = (scene.client_for if habit.to_clients else scene.lead_for)(rng, presence, day)
    contact = scene.contact_in(rng, company)
    person = presence.person.key
    done_by = person
    engineers = scene.at_work(Role.SE, plan.done_at.date()) if plan.done_at else []
    if engineers and rng.random() < habit.by_engineer:
        done_by = engineers[0].person.key
    minutes = habit.kind.default_minutes
    value = worth_minor(rng) if habit.kind is types.PROPOSAL else 0
    return Happening(
        kind=habit.kind,
        owner=person,
        created_by=person,
        company=company,
        contact=contact,
        booked_at=plan.booked_at,
        due_on=plan.due_on,
        done_at=plan.done_at,
        done_by=done_by,
        planned_minutes=minutes,
        minutes=around(rng, minutes, minutes / 3, 3),
        value_minor=value,
        subject=subject_of(rng, habit.kind, contact),
    )
