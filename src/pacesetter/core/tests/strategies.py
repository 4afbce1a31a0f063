"""Generated working weeks and working times."""

from datetime import date, time
from fractions import Fraction

from hypothesis import strategies as st

from pacesetter.core.week_pattern import WeekPattern
from pacesetter.core.working_time import LeaveSpan, WorkingTime

NORMAL_WEEK = (1, 1, 1, 1, 1, 0, 0)
# Two years with a leap day, around which everything that is generated happens.
days = st.dates(min_value=date(2023, 11, 1), max_value=date(2025, 10, 31))
shares = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
lost_shares = st.sampled_from([Fraction(1, 2), Fraction(1)])


def week(*capacities: int | Fraction, effective_from: date = date(2020, 1, 1)) -> WeekPattern:
    """A working week by its seven shares (the normal one when none are given)."""
    mon, tue, wed, thu, fri, sat, sun = (Fraction(share) for share in capacities or NORMAL_WEEK)
    return WeekPattern(effective_from, (mon, tue, wed, thu, fri, sat, sun), time(9), time(17))


@st.composite
def patterns(draw: st.DrawFn, min_size: int = 0) -> list[WeekPattern]:
    """Up to three weeks, one after the other."""
    starts = draw(st.lists(days, min_size=min_size, max_size=3, unique=True))
    return [week(*draw(st.tuples(*[shares] * 7)), effective_from=start) for start in starts]


@st.composite
def leave_spans(draw: st.DrawFn) -> LeaveSpan:
    """A leave of any length, sometimes open-ended."""
    starts_on, other = draw(days), draw(days)
    ends_on = max(starts_on, other) if starts_on != other else None
    return LeaveSpan(min(starts_on, other), ends_on, draw(lost_shares))


working_times = st.builds(
    WorkingTime,
    organisation_patterns=patterns(min_size=1),
    member_patterns=patterns(),
    holidays=st.dictionaries(days, lost_shares, max_size=20),
    leave=st.lists(leave_spans(), max_size=3),
    joined_on=st.none() | days,
    left_on=st.none() | days,
)
