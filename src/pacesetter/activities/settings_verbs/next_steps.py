"""What the verbs on next steps have in common: what they check, what the history keeps, and the flag on the type."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from pacesetter.activities.models import (
    ActivityType,
    NextStep,
    NextStepOutcome,
    Outcome,
    StepFrom,
    StepMode,
    StepOwner,
    StepUnit,
)
from pacesetter.core.refusal import Refusal
from pacesetter.core.repeating import MOST
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards

# More tries than this in a row are no plan.
MOST_TRIES = 50


class StepValues(TypedDict):
    """Everything that a rule says beside the type it belongs to."""

    next_type: ActivityType
    outcomes: Sequence[Outcome]
    delay: int
    unit: str
    counted_from: str
    owner_rule: str
    member: Member | None
    mode: str
    at_most: int | None


def checked(after_type: ActivityType, values: StepValues, *, but: NextStep | None = None) -> dict[str, Any]:
    """The columns to write. Refuses what cannot be, and an outcome for which another rule of the type holds already."""
    guards.known(values["next_type"], "next_type")
    if values["next_type"].archived_at is not None:
        raise Refusal(_("This activity type is archived. Choose another."), field="next_type", code="archived")
    if not 0 <= values["delay"] <= MOST:
        raise Refusal(_("Give a number from 0 to %(most)s.") % {"most": MOST}, field="delay", code="out_of_range")
    if values["at_most"] is not None and not 1 <= values["at_most"] <= MOST_TRIES:
        text = _("Give a number from 1 to %(most)s, or leave it empty.") % {"most": MOST_TRIES}
        raise Refusal(text, field="at_most", code="out_of_range")
    given: dict[str, Any] = {**values}
    choices = (("unit", StepUnit), ("counted_from", StepFrom), ("owner_rule", StepOwner), ("mode", StepMode))
    for name, known in choices:
        if given[name] not in known.values:
            raise Refusal(_("This is not one of the choices."), field=name, code="unknown")
    allowed_outcomes(after_type, values["outcomes"])
    free(after_type, [one.pk for one in values["outcomes"]], but=but)
    return {
        **{name: given[name] for name in ("next_type", "delay", "at_most", *(name for name, _known in choices))},
        "member": _named(values),
    }


def _named(values: StepValues) -> Member | None:
    member = values["member"]
    if values["owner_rule"] != StepOwner.MEMBER:
        return None
    if member is None:
        raise Refusal(_("Choose for whom it is."), field="member", code="required")
    guards.known(member, "member")
    if member.is_archived:
        text = _("%(name)s is archived. Choose another owner.") % {"name": member}
        raise Refusal(text, field="member", code="archived")
    return member


def allowed_outcomes(after_type: ActivityType, outcomes: Sequence[Outcome]) -> None:
    """Refuse an outcome in which activities of the type cannot end: the rule would never hold."""
    allowed = set(after_type.allowed_outcomes.values_list("outcome_id", flat=True))
    for outcome in outcomes:
        guards.known(outcome, "outcomes")
        if outcome.pk not in allowed:
            text = _("“%(outcome)s” is not an outcome of “%(type)s”.") % {"outcome": outcome, "type": after_type}
            raise Refusal(text, field="outcomes", code="not_allowed_here")


def free(after_type: ActivityType, outcome_ids: Sequence[int], *, but: NextStep | None = None) -> None:
    """Refuse a second rule for an outcome, and a second one without outcomes: one activity has one next step."""
    others = NextStep.objects.filter(after_type=after_type, archived_at__isnull=True)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if outcome_ids:
        taken = (
            NextStepOutcome.objects.filter(step__in=others, outcome__in=outcome_ids).select_related("outcome").first()
        )
        if taken is not None:
            text = _("A next step after “%(outcome)s” is there already.") % {"outcome": taken.outcome}
            raise Refusal(text, field="outcomes", code="taken")
    elif others.filter(outcome_links__isnull=True).exists():
        text = _("A next step after every other outcome is there already.")
        raise Refusal(text, field="outcomes", code="taken")


def set_outcomes(step: NextStep, outcomes: Sequence[Outcome]) -> None:
    """Let the rule hold for these."""
    step.outcome_links.exclude(outcome__in=outcomes).delete()
    there = set(step.outcome_links.values_list("outcome_id", flat=True))
    wanted = {one.pk: one for one in outcomes}
    NextStepOutcome.objects.bulk_create(
        NextStepOutcome(organisation_id=step.organisation_id, step=step, outcome=one)
        for pk, one in wanted.items()
        if pk not in there
    )


def flag(*after_types: ActivityType) -> None:
    """Say on the types whether they have any rule now."""
    for after_type in after_types:
        has_some = NextStep.objects.filter(after_type=after_type, archived_at__isnull=True).exists()
        ActivityType.objects.filter(pk=after_type.pk).update(has_next_steps=has_some)


def told(step: NextStep) -> dict[str, Any]:
    """The rule as the history keeps it."""
    return {
        "after_type_id": step.after_type_id,
        "next_type_id": step.next_type_id,
        "outcome_ids": sorted(step.outcome_links.values_list("outcome_id", flat=True)),
        "delay": step.delay,
        "unit": str(step.unit),
        "counted_from": str(step.counted_from),
        "owner_rule": str(step.owner_rule),
        "member_id": step.member_id,
        "mode": str(step.mode),
        "at_most": step.at_most,
    }
