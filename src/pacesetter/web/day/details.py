"""The part of a form that only the category understands."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from pacesetter.activities.category import category_of
from pacesetter.activities.detail_fields import DetailField
from pacesetter.activities.models import Activity, ActivityType


@dataclass(frozen=True)
class ShownDetail:
    """A field with the name that it has in the form, and what stands there."""

    field: DetailField
    name: str
    value: str


def shown_details(activity_type: ActivityType, values: QueryDict) -> list[ShownDetail]:
    """The fields of the type's category, with what was sent or is kept."""
    fields = category_of(activity_type.category).details_form
    return [ShownDetail(one, _name(one), values.get(_name(one), "")) for one in fields]


def sent_details(activity_type: ActivityType, values: QueryDict) -> dict[str, Any]:
    """What was sent, as it is kept. What the form did not have (a quick line) stays as it is."""
    fields = category_of(activity_type.category).details_form
    return {one.key: one.kept(values.get(_name(one), "")) for one in fields if _name(one) in values}


def kept_details(activity: Activity) -> dict[str, str]:
    """What the activity has, as the form shows it."""
    fields = category_of(activity.activity_type.category).details_form
    return {_name(one): str(activity.details.get(one.key, "")) for one in fields}


def details_in_words(activity: Activity) -> list[tuple[str, str]]:
    """What the activity has, label and words, for its page."""
    fields = category_of(activity.activity_type.category).details_form
    words = [(str(one.label), one.shown(activity.details.get(one.key))) for one in fields]
    return [(label, said) for label, said in words if said]


def _name(field: DetailField) -> str:
    # A package's key must not take the place of a field of ours.
    return f"detail-{field.key}"
