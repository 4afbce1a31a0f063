"""What moves along when two companies or contacts become one. CRM knows only this protocol; what moves lives above."""

from collections.abc import Collection
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member

# What was moved, as it is kept in the event so that it can be moved back: anything that JSON knows.
Moved = Any


class Merger(Protocol):
    """One sort of thing that hangs on companies and contacts. Runs in the caller's transaction.

    One whose rows are locked before their company elsewhere has a method `lock(row, at_once=…)`, which locks those of
    `row`. It is called before the companies are locked, and once more after: `at_once` then, which waits for nobody and
    lets the database's error pass.
    """

    def move(self, dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> Moved:
        """Hang everything of the one on the other, and say what it was. May raise a `Refusal`."""

    def move_back(
        self, moved: Moved, kept: Company | Contact, dropped: Company | Contact, *, by: Member | None, reason: str
    ) -> None:
        """Hang what was moved back, as far as it is still where it was moved to. May raise a `Refusal`."""


@cache
def mergers() -> dict[str, Merger]:
    """Every merger of the table in `config/registries.py` by its key."""
    return {key: import_string(path)() for key, path in settings.MERGERS.items()}


def lock(row: Company | Contact, *, at_once: bool = False) -> None:
    """Let mergers lock what hangs on the row. `at_once` raises an `OperationalError` where somebody holds one."""
    for merger in mergers().values():
        first = getattr(merger, "lock", None)
        if first is not None:
            first(row, at_once=at_once)


def move(dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> dict[str, Moved]:
    """Let every merger move; what each says was moved, by its key."""
    return {key: merger.move(dropped, kept, by=by, reason=reason) for key, merger in mergers().items()}


def merged_among(ids: Collection[int], table: type[Company] | type[Contact] = Company) -> dict[int, int]:
    """Those of the companies (or contacts) that were merged, with what has become of each in the end: what they were
    merged into may have been merged since. Who hangs something on them holds them."""
    if not ids:
        return {}
    # Few ever are, and the ids may be many.
    led = dict(table.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    found: dict[int, int] = {}
    for dropped in led.keys() & set(ids):
        kept = led[dropped]
        # No merge leads into a circle. Whoever repairs rows by hand may, and an import must end all the same.
        for _step in range(len(led)):
            if kept not in led:
                break
            kept = led[kept]
        found[dropped] = kept
    return found


def move_back(
    moved: dict[str, Moved],
    kept: Company | Contact,
    dropped: Company | Contact,
    *,
    by: Member | None,
    reason: str,
) -> None:
    """Let every merger move back what it moved. One that is not installed any more is a `KeyError`: better no undoing
    than half of it."""
    for key, what in moved.items():
        mergers()[key].move_back(what, kept, dropped, by=by, reason=reason)
