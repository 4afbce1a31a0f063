"""Add an outcome."""

from django.db import transaction

from pacesetter.activities.models import Outcome
from pacesetter.activities.outcome_words import suggested_meaning
from pacesetter.activities.settings_verbs import checks, rows
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def add_outcome(
    *, by: Member | None, name: str, meaning: str | None = None, position: int | None = None, reason: str = ""
) -> Outcome:
    """Add an outcome, at the end of the list unless a position is given. Its meaning is what its name suggests unless
    one of `OutcomeMeaning` is given.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a name that is taken or a meaning that is
    not known.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        free = rows.free_name(Outcome.objects.all(), name, longest=60)
        row: Outcome = Outcome.objects.create(
            name=free,
            meaning=suggested_meaning(free) if meaning is None else checks.meaning(meaning),
            position=rows.next_position(Outcome.objects.all()) if position is None else position,
        )
        subject = ("outcome", row.pk)
        settle(
            "outcome.added",
            subject,
            by=by,
            after={"name": row.name, "meaning": row.meaning},
            reason=reason,
            since=rows.today(),
        )
    return row
