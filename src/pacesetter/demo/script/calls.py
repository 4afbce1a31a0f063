"""Calls: most are made and noted at once, some are planned before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.script.chance import about, around, one_of
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.planning import planned_for
from pacesetter.demo.script.presence import Presence
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import note_on, subject_of


@dataclass(frozen=True)
class Habit:
    """How many calls of a sort a role makes on a usual day, and which share of them is planned before."""

    role: Role
    kind: TypeOf
    a_day: float
    planned: float
    talk_minutes: int
    to_clients: bool = False
    # Calls to people who know us get through more often, or less.
    connects: float = 1.0


_HABITS = (
    Habit(Role.SDR, types.PROSPECTING_CALL, 14.5, 0.22, 6),
    Habit(Role.BDM, types.PROSPECTING_CALL, 4.6, 0.3, 8),
    Habit(Role.BDM, types.CHECK_IN_CALL, 0.6, 0.4, 10, to_clients=True, connects=1.8),
    Habit(Role.AM, types.CHECK_IN_CALL, 6.3, 0.4, 12, to_clients=True),
    Habit(Role.SE, types.CHECK_IN_CALL, 1.5, 0.4, 14, to_clients=True),
)


def calls(scene: Scene) -> Iterator[Happening]:
    """Every call of the story."""
    for day in scene.days():
        for habit in _HABITS:
            for presence in scene.at_work(habit.role, day):
                rng = scene.chance(f"calls/{habit.kind.name}", presence.person, day)
                for _ in range(about(rng, habit.a_day * scene.amount(presence, day, presence.person.talent.calls))):
                    call = _call(scene, rng, presence, day, habit)
                    if call is not None:
                        yield call


def _call(scene: Scene, rng: Random, presence: Presence, day: date, habit: Habit) -> Happening | None:
    company = (scene.client_for if habit.to_clients else scene.lead_for)(rng, presence, day)
    contact = scene.contact_in(rng, company)
    plan = None
    if rng.random() < habit.planned:
        plan = planned_for(rng, presence, day, usual_days=one_of(rng, ((0.6, 0.75), (4.0, 0.25))))
        if plan is None:
            return None
    done_at = plan.done_at if plan else presence.call_moment(rng, day)
    connects = min(0.9, presence.person.talent.connects * habit.connects)
    outcome = one_of(
        rng,
        (
            (types.CONNECTED, connects),
            (types.VOICEMAIL, (1 - connects) * 0.55),
            (types.NO_ANSWER, (1 - connects) * 0.45),
        ),
    )
    talked = around(rng, habit.talk_minutes, habit.talk_minutes / 2, 1)
    person = presence.person.key
    return Happening(
        kind=habit.kind,
        owner=person,
        created_by=person,
        company=company,
        contact=contact,
        booked_at=plan.booked_at if plan else None,
        due_on=plan.due_on if plan else None,
        done_at=done_at,
        done_by=person,
        outcome=outcome,
        planned_minutes=habit.kind.default_minutes if plan else 0,
        minutes=talked if outcome == types.CONNECTED else 1,
        subject=subject_of(rng, habit.kind, contact),
        note=note_on(rng, outcome),
        provenance="typed" if plan or habit.role != Role.SDR else "telephony",
    )
