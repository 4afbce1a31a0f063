"""Whose figures a viewer sees of which periods, where many periods stand side by side."""

from functools import cached_property

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.people.access import teams_led_by
from pacesetter.people.models import Member


class SeenPeriods:
    """The same rule as `people.access.members_seen_in`, without a query for each period: one in all, and none for those
    who see everybody or ask about themselves."""

    def __init__(self, viewer: Member, book: Book) -> None:
        self._viewer, self._book = viewer, book

    def holds(self, member_id: int, period: Period) -> bool:
        """Whether the viewer sees the member's figures of the period, and may be told what they are made of."""
        if member_id == self._viewer.pk or self._viewer.sees_everyone:
            return True
        return any(
            team_id in self._led and start < period.ends_on and (end is None or end > period.starts_on)
            for team_id, (start, end) in self._book.members[member_id].teams
        )

    @cached_property
    def _led(self) -> frozenset[int]:
        return frozenset(teams_led_by(self._viewer).values_list("team_id", flat=True))
