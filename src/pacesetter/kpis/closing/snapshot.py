"""The figures of a period as plain text, so that they can be kept and compared exactly."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from pacesetter.core import clock
from pacesetter.kpis.book import Book
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.models import ClosedPeriod


class Kept(NamedTuple):
    """Actual and target of a figure as exact fractions, "" where there is none."""

    actual: str
    target: str


Snapshot = dict[tuple[int, int], Kept]
NOTHING = Kept("", "")


def text(value: Fraction | None) -> str:
    """An exact fraction as text: "7/3", "" for none."""
    return "" if value is None else str(value)


def fraction(kept: str) -> Fraction | None:
    """The fraction that `text` wrote."""
    return Fraction(kept) if kept else None


def snapshot(book: Book, period: ClosedPeriod, member_ids: Iterable[int] | None = None) -> Snapshot:
    """(member, KPI) to the figure over the period as it stands now, of all members or of these.

    KPIs that are archived stay in: what was closed with them still has to be comparable.
    """
    members = book.members if member_ids is None else [pk for pk in member_ids if pk in book.members]
    figures = figures_over(book, members, book.kpis, period.starts_on, period.ends_on, clock.now())
    return {key: Kept(text(figure.actual), text(figure.target)) for key, figure in figures.items()}
