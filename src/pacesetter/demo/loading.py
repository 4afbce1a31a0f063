"""Load the demo organisation."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.demo.cast.companies import companies_of
from pacesetter.demo.cast.people import PEOPLE
from pacesetter.demo.cast.story import Story
from pacesetter.demo.making.afterthoughts import correct
from pacesetter.demo.making.customers import make_customers
from pacesetter.demo.making.founding import SLUG, TIME_ZONE, found
from pacesetter.demo.making.history import bring_in
from pacesetter.demo.making.made import Made
from pacesetter.demo.making.measures import make_kpis, make_targets, make_types
from pacesetter.demo.making.people import give_days_off, give_places, make_groups, make_members
from pacesetter.demo.making.presences import presences_of
from pacesetter.demo.making.standing import standing_on
from pacesetter.demo.making.turning_points import turning_points
from pacesetter.demo.making.typing_in import in_order, play, steps_of
from pacesetter.demo.script import Happening, Scene, write_script
from pacesetter.people.models import User
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

PASSWORD = "pacesetter-demo"  # noqa: S105  # printed, documented, and refused where strangers could use it
SEED = 1
# Founding, history, what is typed in, corrections.
PLAYED_IN = 5
PARTS = PLAYED_IN + 3

Tell = Callable[[int, int], object]


@dataclass(frozen=True)
class Loaded:
    """What was loaded, in numbers."""

    organisation: Organisation
    members: int
    companies: int
    activities: int


def demo_organisation() -> Organisation | None:
    """The demo organisation, where it is loaded."""
    return Organisation.objects.filter(is_demo=True).first()


def load(*, seed: int = SEED, tell: Tell | None = None) -> Loaded:
    """Make the demo organisation as of now; all of it or nothing.

    The same seed at the same moment makes the same organisation. Raises a `Refusal` where one is there already, and
    where its short name or one of its log-ins belongs to somebody.

    With `tell`, which is told how many parts of how many are done, each part is a transaction of its own: others see
    how far it is and can write in between, and whoever is interrupted has to remove what is half made.
    """
    now = clock.now()
    whole, part = (transaction.atomic, nullcontext) if tell is None else (nullcontext, transaction.atomic)
    tell = tell or (lambda done, parts: None)
    with clock.standing_at(now), whole():
        story = Story(clock.local_day(now, clock.time_zone(TIME_ZONE)))
        with part():
            _refuse_what_is_taken()
            with standing_on(story.founded_on):
                made = found(PASSWORD)
            with scope(made.organisation):
                script = _settle_in(made, story, seed)
                history, typed_in = _divided(script, story, made)
        tell(1, PARTS)
        with scope(made.organisation):
            with part():
                bring_in(made, history)
            tell(2, PARTS)
            steps = sorted([*steps_of(made, typed_in, now), *turning_points(made, story)], key=in_order)
            size = -(-len(steps) // PLAYED_IN)
            for number in range(PLAYED_IN):
                with part():
                    play(steps[number * size : (number + 1) * size])
                tell(3 + number, PARTS)
            with part():
                correct(made, typed_in, now)
            tell(PARTS, PARTS)
        return Loaded(made.organisation, len(made.members), len(made.companies), len(history) + len(made.activities))


def _settle_in(made: Made, story: Story, seed: int) -> list[Happening]:
    """Everything but the activities; returns what those will be."""
    companies = companies_of(seed)
    make_members(made, story, PASSWORD)
    with standing_on(story.founded_on):
        make_groups(made)
        make_types(made)
        make_kpis(made)
        make_customers(made, companies)
    give_places(made, story)
    give_days_off(made, story)
    make_targets(made, story)
    return write_script(Scene(seed, story, presences_of(made, story), companies))


def _divided(script: list[Happening], story: Story, made: Made) -> tuple[list[Happening], list[Happening]]:
    """What a file from another system would hold, and what has to be typed in: the newest, and what no file can say."""
    typed_in_from = datetime.combine(story.typed_in_from, time(0), clock.time_zone(TIME_ZONE))
    history: list[Happening] = []
    typed_in: list[Happening] = []
    for happening in script:
        in_file = happening.over_before(typed_in_from) and happening.fits_in_a_file
        (history if in_file else typed_in).append(happening)
    return history, typed_in


def _refuse_what_is_taken() -> None:
    if demo_organisation() is not None:
        raise Refusal(_("The demo organisation is here already."), code="loaded")
    if Organisation.objects.filter(slug=SLUG).exists():
        raise Refusal(_("Another organisation has the short name “%(slug)s”.") % {"slug": SLUG}, code="slug_taken")
    emails = [person.email for person in PEOPLE]
    taken = User.objects.filter(email__in=emails).values_list("email", flat=True).first()
    if taken is not None:
        raise Refusal(_("Somebody has the log-in %(email)s already.") % {"email": taken}, code="log_in_taken")
