"""What is changed in several meetings, told by what differs from one of them."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pacesetter.crm.models import Contact
from pacesetter.meetings.models import MeetingOccurrence
from pacesetter.people.models import Member

T = TypeVar("T", Contact, Member)
_OWN = {"minutes": "planned_minutes", "value_minor": "planned_value_minor"}


class Differences:
    """What is to be other than the meeting has it by now: the values of `fields`, keys of `details`, and who is added
    or taken out. Whatever is the same there was not meant, and is left alone elsewhere."""

    def __init__(self, occurrence: MeetingOccurrence, edits: Mapping[str, Any]) -> None:
        activity = occurrence.activity
        assert activity is not None  # noqa: S101 - only what is planned can be looked at and changed
        self.fields: dict[str, Any] = {
            name: value
            for name, value in edits.items()
            if name in ("owner", "company", "subject", "minutes", "value_minor")
            and value != getattr(activity, _OWN.get(name, name))
        }
        sent = edits.get("details", {})
        self.details = {name: value for name, value in sent.items() if value != activity.details.get(name)}
        links = activity.contact_links.select_related("contact")
        self._contacts = _Swap([link.contact for link in links], edits.get("contacts"))
        parts = activity.participants.select_related("member")
        self._members = _Swap([part.member for part in parts], edits.get("participants"))
        self.has_people = bool(self._contacts) or bool(self._members)

    def contacts(self, there: Iterable[Contact]) -> list[Contact]:
        """These contacts after the change."""
        return self._contacts.applied(there)

    def members(self, there: Iterable[Member]) -> list[Member]:
        """These colleagues after the change."""
        return self._members.applied(there)


class _Swap:
    def __init__(self, before: list[Any], after: Iterable[Any] | None) -> None:
        wanted = before if after is None else list(after)
        self._added = [one for one in wanted if one not in before]
        self._gone = [one for one in before if one not in wanted]

    def __bool__(self) -> bool:
        return bool(self._added or self._gone)

    def applied(self, there: Iterable[T]) -> list[T]:
        kept = [one for one in there if one not in self._gone]
        return kept + [one for one in self._added if one not in kept]
