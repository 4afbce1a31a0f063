"""What the leaver leaves to a colleague."""

from collections.abc import Iterator
from datetime import timedelta

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.words import note_on, subject_of

LEAVER, SUCCESSOR = "peter", "grace"
_COUNT = 6


def handed_over(scene: Scene) -> Iterator[Happening]:
    """Calls that the leaver plans in the last days and the successor makes after them."""
    leaver, successor = scene.presences[LEAVER], scene.presences[SUCCESSOR]
    left_on = scene.story.left_on
    for number in range(_COUNT):
        rng = scene.chance("handed over", leaver.person, left_on + timedelta(days=number))
        booked_on = leaver.working_day_before(left_on, 1 + number % 3)
        due_on = successor.working_day_after(left_on, 1 + number)
        if booked_on is None or due_on is None:
            continue
        company = scene.lead_for(rng, leaver, booked_on)
        contact = scene.contact_in(rng, company)
        outcome = rng.choice((types.CONNECTED, types.VOICEMAIL))
        yield Happening(
            kind=types.PROSPECTING_CALL,
            owner=LEAVER,
            created_by=LEAVER,
            company=company,
            contact=contact,
            booked_at=leaver.any_moment(rng, booked_on),
            due_on=due_on,
            done_at=successor.call_moment(rng, due_on),
            done_by=SUCCESSOR,
            outcome=outcome,
            planned_minutes=types.PROSPECTING_CALL.default_minutes,
            minutes=5 if outcome == types.CONNECTED else 1,
            subject=subject_of(rng, types.PROSPECTING_CALL, contact),
            note=note_on(rng, outcome),
        )
