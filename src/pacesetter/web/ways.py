"""Addresses that differ in one id alone."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Way:
    """An address around an id: reversing one for each of 200 members takes longer than everything else on a page."""

    before: str
    after: str

    def to(self, some_id: int) -> str:
        """The address with this id in it."""
        return f"{self.before}{some_id}{self.after}"


def way_to_scorecards(query: str, part: str = "") -> Way:
    """Members' scorecards, from `part` of the page on ("#score")."""
    before, _zero, after = reverse("member_scorecard", args=[0]).partition("/0/")
    return Way(f"{before}/", f"/{after}?{query}{part}")


def way_to_why(kpi_id: int, query: str) -> Way:
    """Why members' figures of this KPI are what they are."""
    before, _zero, after = reverse("why", args=[0, kpi_id]).partition("/0/")
    return Way(f"{before}/", f"/{after}?{query}")


def way_to_boards(query: str) -> Way:
    """Teams' boards."""
    return Way(f"{reverse('board')}?team=", f"&{query}")
