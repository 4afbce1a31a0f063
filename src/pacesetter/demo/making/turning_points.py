"""The turning points of the story: somebody leaves, quarters are closed, and one of them is restated."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.core.periods import Period
from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.story import Story
from pacesetter.demo.making.made import Made
from pacesetter.demo.making.typing_in import Step
from pacesetter.demo.script.handed_over import LEAVER, SUCCESSOR
from pacesetter.kpis import closing
from pacesetter.people.verbs import archive

_EARLY, _LATE = 0, 9


def turning_points(made: Made, story: Story) -> Iterator[Step]:
    """The steps, to be played among those of the activities."""
    yield Step(_at(made, story.left_on, 7), _EARLY, "leaving", partial(_leave, made))
    *older, newest = story.closed_quarters
    for quarter in older:
        yield Step(_at(made, story.closes_on(quarter), 10), _LATE, "closing", partial(_close, made, quarter, True))
    yield Step(_at(made, story.closes_on(newest), 10), _LATE, "closing", partial(_close, made, newest, False))
    yield Step(_at(made, story.restated_on(newest), 15), _LATE, "restating", partial(_restate, made, newest))


def _leave(made: Made) -> None:
    archive(
        made.members[LEAVER],
        by=made.administrator,
        hand_over_to=made.members[SUCCESSOR],
        reason="Has moved to another company",
    )


def _close(made: Made, quarter: Period, locked: bool) -> None:
    closing.close(quarter, by=made.administrator, locked=locked)


def _restate(made: Made, quarter: Period) -> None:
    """An invoice turns out smaller than the order that was noted."""
    orders = Activity.objects.filter(
        activity_type=made.types[types.ORDER.name],
        owner=made.members["tom"],
        status=Status.COMPLETED,
        completed_on__gte=quarter.starts_on,
        completed_on__lt=quarter.ends_on,
    )
    largest = orders.order_by("-value_minor", "completed_at").first()
    if largest is not None:
        smaller = largest.value_minor * 85 // 10_000 * 100
        verbs.edit(largest, by=made.administrator, value_minor=smaller, reason="Two seats fewer on the invoice")


def _at(made: Made, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), made.administrator.zone())
