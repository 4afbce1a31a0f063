"""The activities behind a figure, fifty at a time."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.explain.reason import Reason

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ExplainedActivity:
    """One activity as a screen shows it.

    `day` is the day of the moment that the KPI counts; where that has not come, the day it is due. `minutes` and
    `value` (in the organisation's currency) are those of that moment, too. `weight` is what it added to the figure, in
    units of the KPI: 0 where it does not count, and then `reason` tells why.
    """

    activity_id: int
    activity_type_id: int
    activity_type: str
    company_id: int | None
    company: str | None
    subject: str
    status: str
    day: date
    owner_id: int
    owner: str
    outcome: str | None
    minutes: int
    value: Fraction
    weight: Fraction
    reason: Reason | None

    @property
    def counts(self) -> bool:
        """Whether it is part of the figure."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Page:
    """Activities, latest day first. `after` is what to ask with for the next page; None on the last."""

    activities: tuple[ExplainedActivity, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place behind one activity in the order of the pages."""

    day: date
    activity_id: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.activity_id}"

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor that was written so. Raises a `Refusal` for anything else."""
        day, _dot, activity_id = text.partition(".")
        try:
            return cls(date.fromisoformat(day), int(activity_id))
        except ValueError:
            raise Refusal(_("This page does not exist."), field="after", code="unknown") from None
