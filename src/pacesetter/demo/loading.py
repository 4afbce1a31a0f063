"""Load the demo organisation."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.demo.cast.companies import CompanyOf, companies_of
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
from pacesetter.demo.making.turns import turn
from pacesetter.demo.making.typing_in import Step, in_order, play, play_in_turns, steps_of
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
Part = Callable[[], AbstractContextManager[None]]


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

    With `tell`, which is told how many parts of how many are done, it is made in many short transactions: others see
    how far it is and can write in between, and whoever is interrupted has to remove what is half made. From the first
    time on the organisation is there.
    """
    now = clock.now()
    if tell is None:
        with transaction.atomic():
            return _made(now, seed, nullcontext, play, lambda done, parts: None)
    return _made(now, seed, turn, play_in_turns, tell)


def _made(now: datetime, seed: int, part: Part, playing: Callable[[list[Step]], None], tell: Tell) -> Loaded:
    with clock.standing_at(now):
        story = Story(clock.local_day(now, clock.time_zone(TIME_ZONE)))
        with part():
            _refuse_what_is_taken()
            with standing_on(story.founded_on):
                made = found(PASSWORD)
        tell(0, PARTS)
        with scope(made.organisation):
            companies = companies_of(seed)
            _settle_in(made, story, companies, part)
            script = write_script(Scene(seed, story, presences_of(made, story), companies))
            history, typed_in = _divided(script, story, made)
            tell(1, PARTS)
            # In transactions of its own, where it may.
            bring_in(made, history)
            tell(2, PARTS)
            steps = sorted([*steps_of(made, typed_in, now), *turning_points(made, story)], key=in_order)
            size = -(-len(steps) // PLAYED_IN)
            for number in range(PLAYED_IN):
                playing(steps[number * size : (number + 1) * size])
                tell(3 + number, PARTS)
            with part():
                correct(made, typed_in, now)
            tell(PARTS, PARTS)
        return Loaded(made.organisation, len(made.members), len(made.companies), len(history) + len(made.activities))


def _settle_in(made: Made, story: Story, companies: Sequence[CompanyOf], part: Part) -> None:
    """Everything but the activities."""
    with part():
        make_members(made, story, PASSWORD)
    with standing_on(story.founded_on):
        with part():
            make_groups(made)
            make_types(made)
            make_kpis(made)
        with part():
            make_customers(made, companies)
    with part():
        give_places(made, story)
        give_days_off(made, story)
        make_targets(made, story)


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
