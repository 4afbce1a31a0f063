"""Which answer counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.itip import Answer, Method, PartStat, supersedes

T0 = datetime(2027, 1, 4, tzinfo=UTC)


def answer(sequence: int | None, minutes: int | None, status: PartStat = PartStat.ACCEPTED) -> Answer:
    stamp = None if minutes is None else T0 + timedelta(minutes=minutes)
    return Answer(Method.REPLY, "1@kpi.example", "jane@initech.example", status, sequence, stamp)


@pytest.mark.parametrize(
    ("new", "last", "changed_in", "counts"),
    [
        (answer(0, 1), None, 0, True),
        (answer(0, 2), answer(0, 1), 0, True),
        (answer(0, 1), answer(0, 2), 0, False),
        (answer(1, 1), answer(0, 2), 0, True),
        (answer(0, 9), answer(1, 1), 0, False),
        (answer(0, 9), None, 1, False),
        (answer(1, 1), answer(0, 9), 1, True),
        (answer(None, 1), None, 3, True),
        (answer(None, None), answer(3, 1), 3, False),
        (answer(0, 1), answer(0, 1), 0, True),
    ],
)
def test_the_newer_one_counts(new: Answer, last: Answer | None, changed_in: int, counts: bool) -> None:
    assert supersedes(new, last, changed_in=changed_in) is counts


@given(
    st.permutations([answer(sequence, minute) for sequence in range(3) for minute in range(3)]),
    st.integers(min_value=0, max_value=2),
)
def test_the_same_one_wins_in_whatever_order_they_arrive(arriving: list[Answer], changed_in: int) -> None:
    last: Answer | None = None
    for one in arriving:
        if supersedes(one, last, changed_in=changed_in):
            last = one
    assert last == answer(2, 2)
