"""What a phone system's settings must be like."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.refusal import Refusal
from pacesetter.people.verbs import guards
from pacesetter.telephony.call_event import Result
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.table import SHAPES


def free_name(name: str, but: CallSource | None = None) -> str:
    """The name, where no other phone system has it."""
    name = guards.required(name, "name", longest=100)
    others = CallSource.objects.exclude(pk=but.pk) if but else CallSource.objects.all()
    if others.filter(name=name).exists():
        raise Refusal(_("There is a phone system with this name already."), field="name", code="taken")
    return name


def known_shape(shape: str) -> str:
    if shape not in SHAPES:
        raise Refusal(_("Choose one of the phone systems."), field="shape", code="unknown")
    return shape


def given_secret(secret: str) -> str:
    if len(secret.strip()) < 8:
        raise Refusal(
            _("Enter the token with which this phone system proves that a report is its own."),
            field="secret",
            code="required",
        )
    return secret.strip()


def call_type(activity_type: ActivityType | None, field: str) -> ActivityType | None:
    """The type as which calls are logged: one of phone calls that is in use."""
    if activity_type is not None and (activity_type.category != "phone_call" or activity_type.archived_at):
        raise Refusal(_("Choose an activity of the category Phone call."), field=field, code="other_category")
    return activity_type


def known_outcomes(outcomes: Mapping[str, int]) -> dict[str, int]:
    """Result -> id of an outcome that is there."""
    known_results(outcomes)
    found = set(Outcome.objects.filter(pk__in=outcomes.values()).values_list("pk", flat=True))
    if not found >= set(outcomes.values()):
        raise Refusal(_("One of the outcomes is not there any more."), field="outcomes", code="unknown")
    return dict(outcomes)


def known_results(results: Collection[str]) -> list[str]:
    if not set(results) <= set(Result):
        raise Refusal(_("One of the results is none."), field="left_out", code="unknown")
    return sorted(set(results))


def told(source: CallSource) -> dict[str, Any]:
    """What the history may say: everything but the secret."""
    return {
        "name": source.name,
        "shape": source.shape,
        "outbound_type": source.outbound_type_id,
        "inbound_type": source.inbound_type_id,
        "outcomes": source.outcomes,
        "left_out": source.left_out,
    }
