"""What follows from a completed activity, in words: planned by a rule, or offered."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.models import Activity, ActivityType, NextStep, StepFrom, StepMode, StepTaken, StepUnit
from pacesetter.activities.verbs.next_step import day_by, owner_by, step_for
from pacesetter.people.models import Member
from pacesetter.web.day.saying import called
from pacesetter.web.undo import say_with_offer, say_with_undo
from pacesetter.wording.periods import day_label


def steps_of(activity_type: ActivityType) -> list[NextStep]:
    """The rules that hold for activities of the type; asks nothing where there is none."""
    if not activity_type.has_next_steps:
        return []
    found = NextStep.objects.filter(after_type=activity_type.pk, archived_at__isnull=True)
    return list(found.select_related("next_type", "member").prefetch_related("outcome_links__outcome"))


def after_words(step: NextStep) -> str:
    """Such as "after “Voicemail” or “No answer”"."""
    names = [f"“{link.outcome.name}”" for link in step.outcome_links.all()]
    return _("after %(outcomes)s") % {"outcomes": _(" or ").join(names)} if names else _("whatever the outcome")


def when_words(step: NextStep) -> str:
    """Such as "2 working days after it was completed"."""
    if not step.delay:
        late = step.counted_from == StepFrom.DUE
        return _("on the day it was due") if late else _("on the day it was completed")
    if step.unit == StepUnit.WORKING_DAYS:
        delay = ngettext("%(number)s working day", "%(number)s working days", step.delay) % {"number": step.delay}
    else:
        delay = ngettext("%(number)s day", "%(number)s days", step.delay) % {"number": step.delay}
    if step.counted_from == StepFrom.DUE:
        return _("%(delay)s after it was due") % {"delay": delay}
    return _("%(delay)s after it was completed") % {"delay": delay}


def asked_words(steps: Iterable[NextStep]) -> list[dict[str, object]]:
    """What a form that completes says about what follows."""
    return [
        {
            "is_suggestion": step.mode == StepMode.SUGGEST,
            "words": _("%(type)s, %(when)s") % {"type": step.next_type.name, "when": when_words(step)},
            "after": after_words(step) if step.outcome_links.all() else "",
        }
        for step in steps
    ]


def say_next_step(request: HttpRequest, done: Activity, viewer: Member) -> None:
    """Say which next one was planned; where a rule suggests one, offer it with a button."""
    if not done.activity_type.has_next_steps:
        return
    taken = StepTaken.objects.filter(after=done).select_related("planned__activity_type", "planned__company").first()
    if taken is not None and taken.planned.deleted_at is None:
        _say_planned(request, done, taken.planned, viewer)
        return
    step = step_for(done) if taken is None else None
    if step is None or step.mode != StepMode.SUGGEST:
        return
    owner = owner_by(step, done)
    text = _("Next step: %(type)s, %(day)s.") % {
        "type": step.next_type.name,
        "day": day_label(day_by(step, done, owner)),
    }
    say_with_offer(request, _with_owner(text, owner, viewer), reverse("activity_next_step", args=[done.pk]))


def say_step_taken(request: HttpRequest, done: Activity, planned: Activity, viewer: Member) -> None:
    """Say that a suggestion was planned, with a button that takes that back."""
    say_with_undo(request, _planned_words(planned, viewer), reverse("activity_next_step", args=[done.pk]))


def _say_planned(request: HttpRequest, done: Activity, planned: Activity, viewer: Member) -> None:
    messages.info(request, _planned_words(planned, viewer))


def _planned_words(planned: Activity, viewer: Member) -> str:
    day = day_label(planned.due_on) if planned.due_on else ""
    text = _("Next step planned: %(activity)s, %(day)s.") % {"activity": called(planned), "day": day}
    return _with_owner(text, planned.owner, viewer)


def _with_owner(text: str, owner: Member, viewer: Member) -> str:
    return text if owner.pk == viewer.pk else _("%(text)s For %(owner)s.") % {"text": text, "owner": owner.name}
