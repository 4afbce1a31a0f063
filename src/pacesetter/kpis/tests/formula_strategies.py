"""Generated targets, roles held and calendars, around the working times of the core's strategies."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from pacesetter.core.periods import Calendar, PeriodKind
from pacesetter.core.tests.strategies import days, patterns, week
from pacesetter.kpis.formulas import DaySpan, RoleSeries, TargetCalendar, TargetRow

calendars = st.builds(Calendar, st.integers(0, 6), st.integers(1, 12))
quantities = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(7), Fraction(50), Fraction(200)])
target_calendars = st.builds(TargetCalendar, calendars, patterns(min_size=1))

# Calendars in whose organisation everybody works Monday to Friday.
NORMAL = TargetCalendar(Calendar(), [week()])


def per(kind: str, quantity: int | Fraction | None, effective_from: date = date(2020, 1, 1)) -> TargetRow:
    """A target row in one line."""
    return TargetRow(None if quantity is None else Fraction(quantity), PeriodKind(kind), effective_from)


@st.composite
def series(draw: st.DrawFn, max_size: int = 4) -> list[TargetRow]:
    """Targets of several period kinds, changing and ending in between."""
    places = draw(st.lists(st.tuples(st.sampled_from(PeriodKind), days), max_size=max_size, unique=True))
    return [TargetRow(draw(st.none() | quantities), kind, effective_from) for kind, effective_from in places]


@st.composite
def day_spans(draw: st.DrawFn) -> list[DaySpan]:
    """Up to two stretches of days, perhaps touching or open-ended."""
    cuts = sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True)))
    spans: list[DaySpan] = [(cuts[n], cuts[n + 1]) for n in range(0, len(cuts) - 1, 2)]
    return spans if len(cuts) % 2 == 0 else [*spans, (cuts[-1], None)]


@st.composite
def ranges(draw: st.DrawFn, longest: int = 100) -> tuple[date, date]:
    """A half-open range of days, perhaps empty."""
    starts_on = draw(days)
    return starts_on, starts_on + timedelta(days=draw(st.integers(0, longest)))


role_lists = st.lists(st.builds(RoleSeries, series(), day_spans()), max_size=2)
