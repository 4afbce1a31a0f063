"""What is to be done on the first page, where somebody is so late that it would show nothing else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pacesetter.activities.models import Activity
from pacesetter.activities.to_do_list import first_to_dos, numbers_due, to_dos_between

# As much as a day can hold; the rest is a link away.
MOST = 60
# So many of those that are late are enough to begin with, where there are more than fit.
MOST_LATE = 20
OVERDUE, TODAY, FUTURE = "overdue", "today", "future"


@dataclass(frozen=True)
class OpenToDos:
    """The rows that are shown, and how many there are of each sort."""

    today: date
    rows: list[Activity]
    numbers: Mapping[str, int]


def key_of(row: Activity, today: date) -> str:
    """When it is due, seen from today. Rows without a day are none of these."""
    if row.due_on is None or row.due_on == today:
        return TODAY
    return OVERDUE if row.due_on < today else FUTURE


def open_to_dos(owner_id: int, today: date, before: date) -> OpenToDos:
    """What is due before the day: all of it, or the longest overdue and what is due from today on. One query, and three
    where they are too many."""
    rows = first_to_dos(owner_id, before, MOST + 1)
    if len(rows) <= MOST:
        known = Counter(key_of(row, today) for row in rows)
        return OpenToDos(today, rows, {key: known[key] for key in (OVERDUE, TODAY, FUTURE)})
    late = [row for row in rows if key_of(row, today) == OVERDUE][:MOST_LATE]
    coming = to_dos_between(owner_id, today, before, MOST - len(late))
    numbers = dict(zip((OVERDUE, TODAY, FUTURE), numbers_due(owner_id, today, before), strict=True))
    return OpenToDos(today, late + coming, numbers)
