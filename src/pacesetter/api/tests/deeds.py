"""What people do to activities that the API does not offer: each verb at random, and its undo."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

from pacesetter.activities import verbs
from pacesetter.activities.each import each
from pacesetter.activities.models import Activity, ActivityType, CallCycle, CycleUnit, RepeatUnit, StepTaken
from pacesetter.activities.undoing import Deed, State, due_state, owner_state, undo_of
from pacesetter.activities.verbs.undo_edit import EDITS, RHYTHMS
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people.models import AccessLevel, Member

# So few that several meet at the same ones.
_LATEST = 80


def _by() -> Member:
    """An administrator, who may change whatever the writers record."""
    found: Member = Member.objects.filter(access_level=AccessLevel.ADMINISTRATOR).earliest("pk")
    return found


def _some(dice: Random, number: int = 1, **where: object) -> list[Activity]:
    found = list(Activity.objects.filter(**where).order_by("-pk")[:_LATEST])
    return dice.sample(found, min(number, len(found)))


def _mark_duplicate(dice: Random) -> None:
    match _some(dice, 2):
        case [one, other]:
            verbs.mark_duplicate(one, by=_by(), of=other)


def _take_mark_away(dice: Random) -> None:
    for one in _some(dice, duplicate_of__isnull=False):
        verbs.mark_duplicate(one, by=_by(), of=None)


def _snooze(dice: Random) -> None:
    for one in _some(dice):
        verbs.snooze(one, by=_by(), until=clock.now().date())


def _repeat(dice: Random) -> None:
    for one in _some(dice, status="planned"):
        verbs.repeat(one, by=_by(), every=dice.randint(1, 3), unit=dice.choice(RepeatUnit.values))


def _stop_repeating(dice: Random) -> None:
    for one in _some(dice, occurrence__isnull=False):
        verbs.stop_repeating(one, by=_by())


def _next_turn(dice: Random) -> None:
    """Completing one of a series plans another, reopening takes that back."""
    for one in _some(dice, occurrence__isnull=False):
        (verbs.complete if one.status == "planned" else verbs.reopen)(one, by=_by())


def _take_back(dice: Random) -> None:
    by, to = _by(), dice.choice(list(Member.objects.all()))
    nothing: Callable[[Activity], State] = lambda one: ()  # noqa: E731
    ways: dict[Deed, tuple[Callable[[Activity], object], Callable[[Activity], State]]] = {
        Deed.COMPLETED: (lambda one: verbs.complete(one, by=by), nothing),
        Deed.CANCELLED: (lambda one: verbs.cancel(one, by=by), nothing),
        Deed.DELETED: (lambda one: verbs.delete(one, by=by), nothing),
        Deed.MOVED: (lambda one: verbs.snooze(one, by=by, until=clock.now().date()), due_state),
        Deed.HANDED_OVER: (lambda one: verbs.edit(one, by=by, owner=to), owner_state),
    }
    deed = dice.choice(list(ways))
    verbs.take_back(undo_of(by, deed, each(_some(dice, 3), *ways[deed]).steps), by=by)


def _undo_edit(dice: Random) -> None:
    latest = Event.objects.filter(subject_kind="activity", verb__in=EDITS | RHYTHMS).order_by("-pk")[:_LATEST]
    for event in dice.sample(list(latest), min(1, len(latest))):
        verbs.undo_edit(Activity.objects.get(pk=event.subject_id), event, by=_by())


def _take_next_step(dice: Random) -> None:
    for one in _some(dice, status="completed", activity_type__has_next_steps=True):
        verbs.take_next_step(one, by=_by())


def _drop_next_step(dice: Random) -> None:
    # Few are left by chance: the one that completes and reopens drops them too.
    with suppress(Refusal):
        _take_next_step(dice)
    for taken in StepTaken.objects.order_by("-pk")[: dice.randint(1, 5)][::-1][:1]:
        verbs.drop_next_step(taken.after, by=_by())


def _set_call_cycle(dice: Random) -> None:
    company = Company.objects.earliest("pk")
    sort = dice.choice(list(ActivityType.objects.all()))
    verbs.set_call_cycle(company, by=_by(), activity_type=sort, every=2, unit=dice.choice(CycleUnit.values))


def _of_a_cycle(verb: Callable[..., object]) -> Callable[[Random], None]:
    def do(dice: Random) -> None:
        cycles = list(CallCycle.objects.select_related("company"))
        for cycle in dice.sample(cycles, min(1, len(cycles))):
            # The other hand may have ended it meanwhile.
            with suppress(CallCycle.DoesNotExist):
                verb(cycle, by=_by())

    return do


# By the verb; of one that can be undone by itself, the undo beside it.
DEEDS: dict[str, Callable[[Random], None]] = {
    "mark_duplicate": _mark_duplicate,
    "mark_duplicate/undone": _take_mark_away,
    "snooze": _snooze,
    "repeat": _repeat,
    "repeat/next": _next_turn,
    "stop_repeating": _stop_repeating,
    "take_back": _take_back,
    "undo_edit": _undo_edit,
    "take_next_step": _take_next_step,
    "drop_next_step": _drop_next_step,
    "set_call_cycle": _set_call_cycle,
    "pause_call_cycle": _of_a_cycle(verbs.pause_call_cycle),
    "resume_call_cycle": _of_a_cycle(verbs.resume_call_cycle),
    "end_call_cycle": _of_a_cycle(verbs.end_call_cycle),
}
