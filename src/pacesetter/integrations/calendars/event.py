"""A meeting as it stands in a calendar there, or as it should. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from pacesetter.itip import PartStat, Recurrence, occurrences
from pacesetter.meetings.series.rules import as_json, from_json


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited; `address` in lower case. `answered_at` where the other side tells it; `proposed` is another
    time that they would rather have."""

    address: str
    name: str = ""
    status: PartStat = PartStat.NEEDS_ACTION
    comment: str = ""
    answered_at: datetime | None = None
    proposed: tuple[datetime, datetime] | None = None
    is_undeliverable: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Moments are aware and in UTC. `id`, `etag`, `raw` and `version` are what the calendar knows of it: the last is
    the state that we wrote last, as we named it, and survives what others do to the event.

    A series has a `rule`, by which it goes on from `starts_at` on the clock of `zone`, and `singles`: those of its
    occurrences that are otherwise, by when the rule has them; None where one is taken out. Each occurrence is an event
    by itself there, with a `version` of its own, that names its series and `original_at`, when the rule has it. `state`
    names the whole of a series, which `version` of it does not.
    """

    starts_at: datetime
    ends_at: datetime
    zone: str = "UTC"
    title: str = ""
    place: str = ""
    description: str = ""
    guests: tuple[Guest, ...] = ()
    is_cancelled: bool = False
    version: str = ""
    id: str = ""
    etag: str = ""
    rule: Recurrence | None = None
    singles: Mapping[datetime, "Event | None"] = field(default_factory=dict)
    state: str = ""
    series_id: str = ""
    original_at: datetime | None = None
    raw: Any = field(default=None, compare=False, repr=False)

    def guest(self, address: str) -> Guest | None:
        return next((one for one in self.guests if one.address == address), None)

    def starts(self) -> list[datetime]:
        """When it takes place by its rule, in UTC."""
        return [one.astimezone(UTC) for one in occurrences(self.starts_at, self.rule, self.zone)]

    def by_rule(self, original_at: datetime) -> "Event":
        """The occurrence at this moment as the rule has it."""
        ends_at = original_at + (self.ends_at - self.starts_at)
        one = replace(self, starts_at=original_at, ends_at=ends_at, rule=None, singles={}, original_at=original_at)
        return replace(one, id="", etag="", raw=None, version=version_of(one, 0))


def version_of(event: Event, sequence: int) -> str:
    """A name for this state: the same for the same state, whenever and by whomever it is made."""
    told = [sequence, *stored(event).values(), event.is_cancelled]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def stored(event: Event) -> dict[str, Any]:
    """What is kept of a state that was written, to tell later what has changed since, and on which side. No words that
    anybody wrote are in it, but hashes of them."""
    found: dict[str, Any] = {
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "guests": sorted(one.address for one in event.guests),
        **{name: _hash(getattr(event, name)) for name in ("title", "place", "description")},
    }
    if event.rule is not None:
        found |= {"rule": as_json(event.rule), "zone": event.zone}
    return found


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to be written into an event that is there: the fields by name, and the whole list of guests where that
    is one of them. What somebody changed there, and nobody here, is left as it is."""

    event: Event
    fields: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.fields)


def changes_between(sent: dict[str, Any], wanted: Event, there: Event) -> Changes:
    """From what we wrote last and what should be, what to write into what is there.

    Where the time changes, or a series goes on longer, everybody is asked anew. Guests whom somebody added there stay,
    those whom we take out go.
    """
    now = stored(wanted)
    fields = {name for name in ("title", "place", "description") if now[name] != sent.get(name)}
    is_other_rule = any(now.get(name) != sent.get(name) for name in ("rule", "zone"))
    asks_anew = any(now[name] != sent.get(name) for name in ("starts_at", "ends_at"))
    asks_anew = asks_anew or (is_other_rule and not _only_ends_earlier(sent, wanted))
    before, after = set(sent.get("guests", ())), set(now["guests"])
    guests = tuple(_asked(one, anew=asks_anew) for one in there.guests if one.address not in before - after)
    known = {one.address for one in guests}
    guests += tuple(one for one in wanted.guests if one.address in after - before and one.address not in known)
    if is_other_rule:
        fields |= {"rule"}
    if asks_anew:
        fields |= {"time"}
    if asks_anew or {one.address for one in guests} != {one.address for one in there.guests}:
        fields |= {"guests"}
    return Changes(replace(wanted, guests=guests, id=there.id, etag=there.etag, raw=there.raw), frozenset(fields))


def _only_ends_earlier(sent: dict[str, Any], wanted: Event) -> bool:
    if not sent.get("rule") or wanted.rule is None:
        return False
    first = datetime.fromisoformat(sent["starts_at"])
    before = [one.astimezone(UTC) for one in occurrences(first, from_json(sent["rule"]), sent["zone"])]
    after = wanted.starts()
    return bool(after) and after == before[: len(after)]


def moved_there(sent: dict[str, Any], there: Event) -> bool:
    """Whether somebody gave it another time in the calendar since we wrote it."""
    times = [there.starts_at.isoformat(), there.ends_at.isoformat()]
    return bool(sent) and times != [sent.get("starts_at"), sent.get("ends_at")]


def guests_of(rows: Sequence[tuple[str, str]]) -> tuple[Guest, ...]:
    """Guests from addresses and names."""
    return tuple(Guest(address, name) for address, name in rows)


def _asked(guest: Guest, *, anew: bool) -> Guest:
    return Guest(guest.address, guest.name) if anew else guest


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""
