"""Who must be told what when a recurring meeting changes: of the whole, or of one occurrence.

One occurrence that changes is told by a message about it alone, so that nobody has to answer the rest again. Where more
than one does, or the whole, everybody gets all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pacesetter.itip.answer import Method
from pacesetter.itip.compose import cancel, occurrence_request, request
from pacesetter.itip.events import as_single
from pacesetter.itip.meeting import Attendee, Meeting, Occurrence
from pacesetter.itip.told import Message, Told
from pacesetter.itip.zoned import starts_of


def series_messages(before: Meeting, after: Meeting, *, stamp: datetime, comment: str = "") -> Told:
    """As `messages_for`, for a series that takes place before and after.

    A series that only ends earlier is told and leaves answers as they are; one that goes on longer asks anew, since
    nobody said yes to what was added.
    """
    return _Change(before, after, stamp, comment).told()


def whole_requests(meeting: Meeting, attendees: Iterable[Attendee]) -> list[Message]:
    """The whole meeting for each of these: occurrences to which somebody does not come are none for them."""
    views: dict[tuple[Occurrence, ...], list[Attendee]] = {}
    for who in attendees:
        views.setdefault(_seen_by(meeting, who), []).append(who)
    return [
        Message(Method.REQUEST, tuple(who), request(replace(meeting, exceptions=exceptions)))
        for exceptions, who in views.items()
    ]


def single_requests(meeting: Meeting) -> list[Message]:
    """Each occurrence for those who come to it and not to the whole."""
    found = []
    for one in meeting.exceptions:
        only = _without(people_at(meeting, one), meeting.attendees)
        if only:
            found.append(_request_of(meeting, one, only))
    return found


def people_at(meeting: Meeting, one: Occurrence | None) -> tuple[Attendee, ...]:
    """Who comes to an occurrence; nobody to one that is taken out."""
    if one is None or one.attendees is None:
        return () if one is not None and one.is_cancelled else meeting.attendees
    return () if one.is_cancelled else one.attendees


class _Change:
    def __init__(self, before: Meeting, after: Meeting, stamp: datetime, comment: str) -> None:
        self.before, self.after, self.stamp, self.comment = before, after, stamp, comment
        # In UTC: a moment that the clock has twice, or skips, is equal to none in another zone (PEP 495).
        starts, self.starts = ([_utc(one) for one in starts_of(meeting)] for meeting in (before, after))
        is_longer = self.starts != starts[: len(self.starts)]
        self.asked_anew = is_longer or _length(before) != _length(after) or before.zone != after.zone
        is_shorter = len(self.starts) < len(starts)
        self.words = _words(before) != _words(after)
        self.olds = {_utc(one.original_at): one for one in before.exceptions}
        self.news = self._carried()
        here = set(self.starts)
        moments = sorted(self.olds.keys() | self.news.keys())
        self.kept = [at for at in moments if at in here]
        self.gone = [at for at in moments if at not in here]
        self.changed = {at for at in self.kept if self._differs(at)}
        self.whole = self.asked_anew or is_shorter or self.words or len(self.changed) > 1
        self.touched = [at for at in self.kept if at in self.changed or self._other_people(at)]

    def told(self) -> Told:
        before, after = self.before, self.after
        sequence = before.sequence + 1 if self.whole or self.touched else before.sequence
        attendees = tuple(self._answered(one, before.attendees, anew=self.asked_anew) for one in after.attendees)
        asked_at = tuple(at for at in self.kept if self._asked(at) and not self.asked_anew)
        now = replace(after, sequence=sequence, stamp=self.stamp, attendees=attendees)
        now = replace(now, exceptions=tuple(self._answered_at(self.news[at]) for at in self.kept if at in self.news))
        left = _without(before.attendees, after.attendees)
        messages = [self._cancelled(left, before.sequence, None)] if left else []
        added = _without(attendees, before.attendees)
        current = {_utc(one.original_at): one for one in now.exceptions}
        informed = attendees if self.whole else added
        for at in self.gone:
            gone = _without(people_at(before, self.olds.get(at)), (*left, *attendees))
            messages += [self._cancelled(gone, sequence, at)] if gone else []
        singles = [one for at in self.kept for one in self._of_one(now, at, current.get(at), left, informed)]
        messages += [one for one in singles if one.method is Method.CANCEL]
        messages += whole_requests(now, informed)
        messages += [one for one in singles if one.method is Method.REQUEST]
        if not messages:
            return Told(replace(now, stamp=before.stamp, sequence=before.sequence), ())
        return Told(now, tuple(messages), self.asked_anew, asked_at)

    def _of_one(
        self,
        now: Meeting,
        at: datetime,
        one: Occurrence | None,
        left: Sequence[Attendee],
        informed: Sequence[Attendee],
    ) -> list[Message]:
        were, come = people_at(self.before, self.olds.get(at)), people_at(now, one)
        gone = _without(_without(were, come), (*left, *informed))
        is_other = at in self.changed or self.asked_anew or self.words
        asked = _without(come if is_other else _without(come, [who for who in were if who not in left]), informed)
        found = [self._cancelled(gone, now.sequence, at)] if gone else []
        if asked:
            found.append(_request_of(now, one or Occurrence(at, at), asked))
        return found

    def _carried(self) -> dict[datetime, Occurrence]:
        """What is to be, with occurrences that differ by nothing but their answers."""
        news = {_utc(one.original_at): one for one in self.after.exceptions}
        for at, one in self.olds.items():
            if at not in news and not self.asked_anew and _is_as_the_rule(self.before, one):
                news[at] = replace(one, attendees=self.after.attendees)
        return news

    def _differs(self, at: datetime) -> bool:
        return _content(self.before, self.olds.get(at), at) != _content(self.after, self.news.get(at), at)

    def _other_people(self, at: datetime) -> bool:
        """Whether others come to this one alone, or stay away from it alone, than before."""
        old, new = self.olds.get(at), self.news.get(at)
        return _deviation(self.before, old, self.after) != _deviation(self.after, new, self.before)

    def _asked(self, at: datetime) -> bool:
        new = _when(self.after, self.news.get(at), at)
        return new is not None and new != _when(self.before, self.olds.get(at), at)

    def _answered_at(self, one: Occurrence) -> Occurrence:
        at = _utc(one.original_at)
        if one.is_cancelled:
            return one
        old = self.olds.get(at)
        anew = self.asked_anew or self._asked(at)
        if one.attendees is None and not anew and (old is None or old.attendees is None):
            return one
        were = people_at(self.before, old)
        return replace(one, attendees=tuple(self._answered(who, were, anew=anew) for who in people_at(self.after, one)))

    @staticmethod
    def _answered(who: Attendee, were: Iterable[Attendee], *, anew: bool) -> Attendee:
        known = next((one for one in were if one.address.lower() == who.address.lower()), None)
        return who.asked() if known is None or anew else who.answered_as(known)

    def _cancelled(self, attendees: Sequence[Attendee], sequence: int, at: datetime | None) -> Message:
        content = cancel(
            self.before,
            sequence=sequence,
            stamp=self.stamp,
            attendees=attendees,
            original_at=at,
            comment=self.comment,
        )
        return Message(Method.CANCEL, tuple(attendees), content, at)


def _request_of(meeting: Meeting, one: Occurrence, attendees: Sequence[Attendee]) -> Message:
    return Message(Method.REQUEST, tuple(attendees), occurrence_request(meeting, [one]), one.original_at)


def _seen_by(meeting: Meeting, who: Attendee) -> tuple[Occurrence, ...]:
    return tuple(
        one if one.is_cancelled or not _without([who], people_at(meeting, one)) else Occurrence(one.original_at)
        for one in meeting.exceptions
    )


def _without(people: Iterable[Attendee], others: Iterable[Attendee]) -> tuple[Attendee, ...]:
    gone = {one.address.lower() for one in others}
    return tuple(one for one in people if one.address.lower() not in gone)


def _deviation(meeting: Meeting, one: Occurrence | None, other: Meeting) -> tuple[frozenset[str], frozenset[str]]:
    """Who comes to this one alone, and who of those that are invited before and after stays away from it."""
    if one is not None and one.is_cancelled:
        return frozenset(), frozenset()
    come = people_at(meeting, one)
    extra = {who.address.lower() for who in _without(come, meeting.attendees)}
    absent = _without(meeting.attendees, come)
    return frozenset(extra), frozenset(who.address.lower() for who in absent if other.attendee(who.address))


def _is_as_the_rule(meeting: Meeting, one: Occurrence) -> bool:
    at = _utc(one.original_at)
    as_ruled = _content(meeting, None, at) == _content(meeting, one, at)
    return as_ruled and _deviation(meeting, one, meeting) == (frozenset(), frozenset())


def _content(meeting: Meeting, one: Occurrence | None, at: datetime) -> tuple[object, ...]:
    when = _when(meeting, one, at)
    if when is None:
        return ()
    single = as_single(meeting, one or Occurrence(at, at))
    return *when, single.title, single.place, single.description, single.url


def _when(meeting: Meeting, one: Occurrence | None, at: datetime) -> tuple[datetime, datetime] | None:
    if one is not None and one.is_cancelled:
        return None
    single = as_single(meeting, one or Occurrence(at, at))
    return _utc(single.starts_at), _utc(single.ends_at)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _words(meeting: Meeting) -> tuple[object, ...]:
    return meeting.title, meeting.description, meeting.place, meeting.url, meeting.organiser


def _length(meeting: Meeting) -> object:
    return meeting.ends_at - meeting.starts_at
