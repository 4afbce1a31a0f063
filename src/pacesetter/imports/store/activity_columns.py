"""The columns of an activity as an import writes them, and a guard against a column that nobody thought of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from pacesetter.activities.models import Activity, Provenance
from pacesetter.imports.rows.activity_record import ActivityRecord

# Known only when the row is written; then what a record says, in the order of `values_of`.
WRITTEN_LAST = ("id", "company_id")
STAGED = (
    "activity_type_id", "owner_id", "subject", "note", "status", "due_on", "due_at", "outcome_id",
    "planned_minutes", "planned_value_minor", "minutes", "value_minor", "external_id", "booked_on", "booked_for_id",
    "completed_on", "created_by_id", "completed_by_id", "created_at", "completed_at", "cancelled_at",
)  # fmt: skip


def values_of(records: Sequence[ActivityRecord]) -> list[Sequence[object]]:
    """The staged columns, each as a sequence."""
    columns = list(zip(*records, strict=True))
    (_, external, kind, owner, _, _, subject, note, status, due_on, due_at, outcome, planned_minutes, planned_value,
     minutes, value, booked, completed, creator, created_at, completed_at, cancelled_at) = columns  # fmt: skip
    return [
        kind, owner, subject, note, status, due_on, due_at, outcome, planned_minutes, planned_value,
        minutes, value, external, booked,
        [member if day is not None else None for member, day in zip(owner, booked, strict=True)],
        completed, creator,
        [member if day is not None else None for member, day in zip(owner, completed, strict=True)],
        created_at, completed_at, cancelled_at,
    ]  # fmt: skip


def constants(organisation_id: int, source: str, batch_id: int, now: datetime) -> Mapping[str, object]:
    """The columns that are the same in every row of an import."""
    return {
        "organisation_id": organisation_id,
        "details": "{}",
        "provenance": Provenance.IMPORTED.value,
        "source": source,
        "import_batch_id": batch_id,
        "request_key": "",
        "updated_at": now,
    }


# Empty in what an import writes.
LEFT_EMPTY = frozenset({"deleted_at", "duplicate_of_id"})


@cache
def check_columns() -> None:
    """Raises where the table has a column of which nobody said what an import writes into it."""
    there = {str(field.column) for field in Activity._meta.concrete_fields}
    thought_of = {*WRITTEN_LAST, *STAGED, *constants(0, "", 0, datetime.min), *LEFT_EMPTY}  # noqa: DTZ901 - only the names matter
    if there != thought_of:
        raise RuntimeError(f"An import does not know what to write into: {sorted(there ^ thought_of)}")
