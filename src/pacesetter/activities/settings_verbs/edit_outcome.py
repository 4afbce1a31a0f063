"""Edit an outcome."""

from typing import Any

from django.db import transaction

from pacesetter.activities.models import Outcome
from pacesetter.activities.settings_verbs import checks, rows
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def edit_outcome(
    outcome: Outcome,
    *,
    by: Member | None,
    name: str | None = None,
    meaning: str | None = None,
    position: int | None = None,
    reason: str = "",
) -> Outcome:
    """Give the outcome another name, meaning or place in the list; returns it as it is now. Another name leaves the
    meaning as it is.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a name that is taken or a meaning that is
    not known.
    """
    guards.administrator(by)
    guards.known(outcome, "outcome")
    with transaction.atomic():
        guards.one_at_a_time()
        row: Outcome = Outcome.objects.get(pk=outcome.pk)
        values: dict[str, Any] = {}
        if name is not None:
            values["name"] = rows.free_name(Outcome.objects.all(), name, longest=60, but=row)
        if meaning is not None:
            values["meaning"] = checks.meaning(meaning)
        if position is not None:
            values["position"] = position
        before, after = rows.change(row, values)
        if after:
            subject = ("outcome", row.pk)
            settle("outcome.edited", subject, by=by, before=before, after=after, reason=reason, since=rows.today())
    return row
