"""What the settings of a type and of an activity say about the job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pacesetter.activities.models import Activity, ActivityType

KEY = "job"
# An activity may say these itself.
OWN = ("template", "category", "manager", "staff")


@dataclass(frozen=True)
class JobChoices:
    """The job that activities of a type ask for. Ids are the job system's; empty is its own default.

    `adds_people`: the owner and the colleagues who take part are put on the job too, found by e-mail address.
    `due_days` after the start it is due, where the activity has no due day. `completes`: what is completed there is
    completed here.
    """

    connection_id: int | None = None
    template: str = ""
    category: str = ""
    status: str = ""
    manager: str = ""
    staff: Sequence[str] = field(default=())
    adds_people: bool = True
    due_days: int = 14
    completes: bool = True


def choices_of_type(activity_type: ActivityType) -> JobChoices:
    """What the type's settings say."""
    return _read(activity_type.settings.get(KEY, {}), JobChoices())


def choices_of(activity: Activity) -> JobChoices:
    """What the type says, with what the activity says otherwise."""
    own = activity.details.get(KEY, {})
    return _read({name: own[name] for name in OWN if own.get(name)}, choices_of_type(activity.activity_type))


def written(choices: JobChoices) -> dict[str, Any]:
    """As it is kept in the settings of a type."""
    return {
        "connection": choices.connection_id,
        "template": choices.template,
        "category": choices.category,
        "status": choices.status,
        "manager": choices.manager,
        "staff": list(choices.staff),
        "adds_people": choices.adds_people,
        "due_days": choices.due_days,
        "completes": choices.completes,
    }


def _read(kept: Mapping[str, Any], base: JobChoices) -> JobChoices:
    return JobChoices(
        connection_id=kept.get("connection", base.connection_id),
        template=kept.get("template", base.template),
        category=kept.get("category", base.category),
        status=kept.get("status", base.status),
        manager=kept.get("manager", base.manager),
        staff=tuple(kept.get("staff", base.staff)),
        adds_people=kept.get("adds_people", base.adds_people),
        due_days=kept.get("due_days", base.due_days),
        completes=kept.get("completes", base.completes),
    )
