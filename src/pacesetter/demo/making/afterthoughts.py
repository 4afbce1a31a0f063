"""Small corrections such as every team makes: an e-mail captured twice, a call noted by mistake, a to-do put off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pacesetter.activities import verbs
from pacesetter.core import clock
from pacesetter.demo.making.made import Made
from pacesetter.demo.script.happening import Happening, State


def correct(made: Made, typed_in: Sequence[Happening], now: datetime) -> None:
    """Correct a few of the activities that were typed in."""
    _captured_twice(made, typed_in, now)
    _noted_by_mistake(made, typed_in, now)
    _put_off(made, typed_in, now)


def _captured_twice(made: Made, typed_in: Sequence[Happening], now: datetime) -> None:
    for owner in ("tom", "hannah"):
        happening = _newest(typed_in, owner, now, provenance="captured")
        if happening is not None:
            first = made.activities[happening.key]
            with clock.standing_at(min(happening.begins_at + timedelta(minutes=3), now)):
                second = verbs.log(
                    by=first.created_by,
                    activity_type=first.activity_type,
                    owner=first.owner,
                    company=first.company,
                    subject=first.subject,
                    minutes=first.minutes,
                    provenance="add_in",
                )
                verbs.mark_duplicate(second, by=first.owner, of=first, reason="Captured by the add-in as well")


def _noted_by_mistake(made: Made, typed_in: Sequence[Happening], now: datetime) -> None:
    happening = _newest(typed_in, "luca", now, provenance="typed")
    if happening is not None:
        activity = made.activities[happening.key]
        with clock.standing_at(min(happening.begins_at + timedelta(minutes=20), now)):
            verbs.delete(activity, by=activity.owner, reason="Belongs to another company")


def _put_off(made: Made, typed_in: Sequence[Happening], now: datetime) -> None:
    waiting = [h for h in typed_in if h.owner == "sofia" and h.state_at(now) == State.PLANNED and h.due_at is None]
    for happening in waiting[-2:]:
        if happening.due_on is not None:
            activity = made.activities[happening.key]
            with clock.standing_at(max(happening.begins_at, now - timedelta(days=1))):
                verbs.reschedule(activity, by=activity.owner, due_on=happening.due_on + timedelta(days=1))


def _newest(typed_in: Sequence[Happening], owner: str, now: datetime, *, provenance: str) -> Happening | None:
    """The last thing that the person logged (and did not plan)."""
    logged = [
        happening
        for happening in typed_in
        if happening.owner == owner and happening.provenance == provenance and happening.booked_at is None
    ]
    done = [happening for happening in logged if happening.state_at(now) == State.COMPLETED]
    return max(done, key=lambda happening: (happening.begins_at, happening.key), default=None)
