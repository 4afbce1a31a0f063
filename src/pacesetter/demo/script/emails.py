"""E-mails: captured when they are sent, never planned."""

from collections.abc import Iterator

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role
from pacesetter.demo.script.chance import about
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import subject_of

# Role, type, how many on a usual day, whether to clients.
_HABITS: tuple[tuple[Role, TypeOf, float, bool], ...] = (
    (Role.SDR, types.PROSPECTING_EMAIL, 7.5, False),
    (Role.SDR, types.FOLLOW_UP_EMAIL, 2.0, False),
    (Role.BDM, types.PROSPECTING_EMAIL, 2.0, False),
    (Role.BDM, types.FOLLOW_UP_EMAIL, 5.0, False),
    (Role.AM, types.FOLLOW_UP_EMAIL, 5.0, True),
    (Role.SE, types.FOLLOW_UP_EMAIL, 4.0, True),
)


def emails(scene: Scene) -> Iterator[Happening]:
    """Every e-mail of the story."""
    for day in scene.days():
        if day > scene.story.today:
            return
        for role, kind, a_day, to_clients in _HABITS:
            for presence in scene.at_work(role, day):
                person = presence.person
                rng = scene.chance(f"emails/{kind.name}", person, day)
                for _ in range(about(rng, a_day * scene.amount(presence, day, person.talent.emails))):
                    company = (scene.client_for if to_clients else scene.lead_for)(rng, presence, day)
                    contact = scene.contact_in(rng, company)
                    yield Happening(
                        kind=kind,
                        owner=person.key,
                        created_by=person.key,
                        company=company,
                        contact=contact,
                        done_at=presence.any_moment(rng, day),
                        done_by=person.key,
                        minutes=kind.default_minutes,
                        subject=subject_of(rng, kind, contact),
                        provenance="captured" if rng.random() < 0.7 else "add_in",
                    )
