"""To-dos that wait for somebody, so that everybody's list has something overdue, due today and to come."""

from collections.abc import Iterator
from datetime import date, timedelta

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.presence import Presence
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import subject_of

# Days from today, and how many days before its day it was planned.
_WAITING: tuple[tuple[int, int], ...] = ((-5, 4), (-2, 4), (0, 3), (0, 6), (2, 5), (5, 9), (9, 12), (14, 20))
_KINDS: dict[Role | None, tuple[TypeOf, ...]] = {
    Role.SDR: (types.PROSPECTING_CALL, types.FOLLOW_UP_EMAIL),
    Role.BDM: (types.CHASE, types.PROPOSAL, types.PROSPECTING_CALL),
    Role.AM: (types.CHECK_IN_CALL, types.CHASE),
    Role.SE: (types.PREPARATION, types.CHECK_IN_CALL),
    None: (types.PREPARATION,),
}


def to_dos(scene: Scene) -> Iterator[Happening]:
    """What waits for those who are here today."""
    for presence in scene.presences.values():
        if not presence.person.leaves:
            for days, planned_before in _WAITING:
                yield _waiting(scene, presence, scene.story.today + timedelta(days=days), planned_before)


def _waiting(scene: Scene, presence: Presence, day: date, planned_before: int) -> Happening:
    person = presence.person
    rng = scene.chance(f"to-dos planned {planned_before} days before", person, day)
    kind = rng.choice(_KINDS[presence.role_on(scene.story.today)])
    company = contact = None
    if kind is not types.PREPARATION:
        to_clients = presence.role_on(scene.story.today) in (Role.AM, Role.SE)
        company = (scene.client_for if to_clients else scene.lead_for)(rng, presence, day)
        contact = scene.contact_in(rng, company)
    booked_on = day - timedelta(days=planned_before)
    while booked_on.weekday() > 4:
        booked_on -= timedelta(days=1)
    return Happening(
        kind=kind,
        owner=person.key,
        created_by=person.key,
        company=company,
        contact=contact,
        booked_at=presence.any_moment(rng, booked_on),
        due_on=day,
        planned_minutes=kind.default_minutes,
        subject=subject_of(rng, kind, contact),
    )
