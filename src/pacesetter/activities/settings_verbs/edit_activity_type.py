"""Edit an activity type."""

from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.settings_verbs import checks, rows
from pacesetter.activities.settings_verbs.amounts import Number
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


class ActivityTypeEdits(TypedDict, total=False):
    """What can be edited. What is not given stays."""

    name: str
    category: str
    default_minutes: int
    points: Number
    symbol: str
    needs_outcome: bool
    settings: dict[str, Any]
    position: int


def edit_activity_type(
    activity_type: ActivityType, *, by: Member | None, reason: str = "", **edits: Unpack[ActivityTypeEdits]
) -> ActivityType:
    """Change fields of the activity type; returns it as it is now.

    New points count for past activities too. Raises `NotAllowed` for everybody but administrators, and a `Refusal` for
    a value that cannot be, and for another category while activities of the type are planned: the old category has
    already acted on them.
    """
    guards.administrator(by)
    guards.known(activity_type, "activity_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row: ActivityType = ActivityType.objects.get(pk=activity_type.pk)
        before, after = rows.change(row, _checked(row, edits))
        if after:
            settle(
                "activity_type.edited",
                ("activity_type", row.pk),
                by=by,
                before=before,
                after=after,
                reason=reason,
                since=None if "points" in after else rows.today(),
            )
    return row


def _checked(row: ActivityType, edits: ActivityTypeEdits) -> dict[str, Any]:
    values: dict[str, Any] = {**edits}
    if "name" in edits:
        values["name"] = rows.free_name(ActivityType.objects.all(), edits["name"], longest=100, but=row)
    if "category" in edits:
        values["category"] = checks.category(edits["category"])
        planned = Activity.objects.filter(activity_type=row, status=Status.PLANNED, deleted_at__isnull=True)
        if values["category"] != row.category and planned.exists():
            raise Refusal(
                _("Activities of this type are still planned. Complete or cancel them first, or add another type."),
                field="category",
                code="in_use",
            )
    if "default_minutes" in edits:
        values["default_minutes"] = checks.minutes(edits["default_minutes"])
    if "points" in edits:
        values["points"] = checks.points(edits["points"])
    if "needs_outcome" in edits:
        checks.needed_outcome(edits["needs_outcome"], row.allowed_outcomes.count())
    return values
