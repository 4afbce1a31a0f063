"""Orders and complaints: they come when they come."""

from collections.abc import Iterator
from dataclasses import dataclass

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.script.chance import about
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import subject_of
from pacesetter.demo.script.worth import worth_minor


@dataclass(frozen=True)
class Habit:
    """How many a role has on a usual day; better sellers have more orders and fewer complaints."""

    role: Role
    kind: TypeOf
    a_day: float
    to_clients: bool = False


_HABITS = (
    Habit(Role.BDM, types.ORDER, 0.125),
    Habit(Role.AM, types.ORDER, 0.17, to_clients=True),
    Habit(Role.AM, types.COMPLAINT, 0.09, to_clients=True),
)


def orders(scene: Scene) -> Iterator[Happening]:
    """Every order and complaint of the story."""
    for day in scene.days():
        if day > scene.story.today:
            return
        for habit in _HABITS:
            for presence in scene.at_work(habit.role, day):
                person = presence.person
                talent = 1 / person.talent.deals if habit.kind is types.COMPLAINT else person.talent.deals
                rng = scene.chance(f"orders/{habit.kind.name}", person, day)
                for _ in range(about(rng, habit.a_day * scene.amount(presence, day, talent))):
                    company = (scene.client_for if habit.to_clients else scene.lead_for)(rng, presence, day)
                    contact = scene.contact_in(rng, company)
                    yield Happening(
                        kind=habit.kind,
                        owner=person.key,
                        created_by=person.key,
                        company=company,
                        contact=contact,
                        done_at=presence.any_moment(rng, day),
                        done_by=person.key,
                        minutes=habit.kind.default_minutes,
                        value_minor=worth_minor(rng) if habit.kind is types.ORDER else 0,
                        subject=subject_of(rng, habit.kind, contact),
                    )
