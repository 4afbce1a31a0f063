"""The timeline of a company: what happened to it and with it, from every room that has something to tell.

A source is one class and one line in `TIMELINE_SOURCES` in `config/registries.py`. Entries of all sources are merged by
their moment, newest first; a page ends at an entry, and the next one goes on before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from heapq import merge
from itertools import islice
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from pacesetter.crm.models import Company
from pacesetter.people.models import Member

PER_PAGE = 30


Place = tuple[datetime, str, int]


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `source` is the key of the table; `id` is unique within the source.

    `symbol` names an icon, `title` says what it was, `text` what was written about it, `status` how it ended, `by_id`
    whose it was or who did it. `row` is what a page may look at for more, such as the activity itself.
    """

    at: datetime
    source: str
    id: int
    symbol: str
    title: str
    text: str = ""
    status: str = ""
    by_id: int | None = None
    row: Any = field(default=None, compare=False)

    @property
    def place(self) -> Place:
        """Where it stands in the timeline."""
        return (self.at, self.source, self.id)


class TimelineSource(Protocol):
    """One sort of thing that is told of a company. The caller has made sure that the viewer may see the company."""

    def entries(
        self, key: str, company: Company, viewer: Member, *, before: Place | None, limit: int
    ) -> Sequence[Entry]:
        """At most `limit` entries before the place (`earlier` says which), newest first and the highest id first where
        the moment is the same. `key` is what the table calls the source."""


@dataclass(frozen=True)
class Page:
    """Entries, newest first. `older` is what to pass as `before` for the next page, "" on the last one."""

    entries: list[Entry]
    older: str


@cache
def timeline_sources() -> dict[str, TimelineSource]:
    """Every source of the table by its key."""
    return {key: import_string(path)() for key, path in settings.TIMELINE_SOURCES.items()}


def timeline_of(company: Company, viewer: Member, *, before: str = "", limit: int = PER_PAGE) -> Page:
    """A page of the timeline. A `before` that no page gave is the beginning."""
    place = _read(before)
    found = [
        source.entries(key, company, viewer, before=place, limit=limit + 1)
        for key, source in timeline_sources().items()
    ]
    entries = list(islice(merge(*found, key=lambda entry: entry.place, reverse=True), limit + 1))
    more = len(entries) > limit
    entries = entries[:limit]
    return Page(entries, _written(entries[-1].place) if more else "")


def earlier(key: str, before: Place | None, at: str = "at") -> Q:
    """The rows of the source `key`, with their moment in `at`, that stand before the place."""
    if before is None:
        return Q()
    moment, source, row_id = before
    if key > source:
        return Q(**{f"{at}__lt": moment})
    same = Q(**{at: moment}) if key < source else Q(**{at: moment, "pk__lt": row_id})
    return Q(**{f"{at}__lt": moment}) | same


def _written(place: Place) -> str:
    at, source, row_id = place
    return f"{at.isoformat()}~{source}~{row_id}"


def _read(text: str) -> Place | None:
    parts = text.split("~")
    try:
        at = datetime.fromisoformat(parts[0])
        return (at, parts[1], int(parts[2])) if at.tzinfo else None
    except (ValueError, IndexError):
        return None
