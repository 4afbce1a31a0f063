"""Sums that the database makes of tallies against sums made one by one."""

from collections import defaultdict
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.kpis.actuals import everybody as everybody_module
from pacesetter.kpis.actuals.crowds import OfCrowds
from pacesetter.kpis.actuals.everybody import OfEverybody, one_way
from pacesetter.kpis.actuals.slots import ANY_OUTCOME, Factor
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.kpis.tests.generated.thoroughness import examples
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

JANUARY, END = date(2026, 1, 1), date(2026, 4, 1)
Row = tuple[date, int, int, str, int, int, int, int]
Range = tuple[date, date]
Rule = tuple[str, set[int], set[int], tuple[int, int, int]]
DAYS = st.integers(0, (END - JANUARY).days - 1).map(lambda n: JANUARY + timedelta(days=n))

rows_of_days = st.lists(
    st.tuples(
        DAYS, st.integers(1, 4), st.integers(1, 3), st.sampled_from("cb"), st.integers(0, 2),
        st.integers(0, 9), st.integers(0, 90), st.integers(0, 10**9),
    ),
    max_size=40, unique_by=lambda row: row[:5],
)  # fmt: skip
# A KPI has one moment and counts outcomes or all of them, as `slots.factors` makes it.
kpis = st.lists(
    st.tuples(
        st.sampled_from("cb"),
        st.sets(st.integers(1, 3), min_size=1),
        st.one_of(st.just({ANY_OUTCOME}), st.sets(st.integers(0, 2), min_size=1)),
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
    ),
    min_size=1, max_size=4,
)  # fmt: skip
ranges_of_days = st.lists(st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two))), min_size=1, max_size=4)


@examples(60)
@given(rows=rows_of_days, some=kpis, ranges=ranges_of_days, only=st.none() | st.sets(st.integers(1, 4)))
def test_sums_by_member_and_kpi(
    organisation: Organisation, rows: list[Row], some: list[Rule], ranges: list[Range], only: set[int] | None
) -> None:
    factors = _factors(some)
    with scope(organisation):
        _keep(organisation, rows)
        found = _by_key(OfEverybody(organisation.pk, factors, ranges, only).rows())
        assert found == _expected(rows, factors, ranges, only)
        # Joined with the factors, as where two KPIs count one type, it is the same.
        with patch.object(everybody_module, "one_way", return_value=None):
            assert _by_key(OfEverybody(organisation.pk, factors, ranges, only).rows()) == found


@examples(60)
@given(
    rows=rows_of_days,
    some=kpis,
    ranges=ranges_of_days,
    crowds=st.dictionaries(st.integers(1, 4), st.integers(0, 2)),
)
def test_sums_by_crowd_and_kpi(
    organisation: Organisation, rows: list[Row], some: list[Rule], ranges: list[Range], crowds: dict[int, int]
) -> None:
    factors = _factors(some)
    with scope(organisation):
        _keep(organisation, rows)
        found = _by_key(list(OfCrowds(organisation.pk, factors, ranges, crowds).rows()))
    together: dict[tuple[int, int, int], int] = defaultdict(int)
    for (place, member, kpi), total in _expected(rows, factors, ranges, set(crowds)).items():
        together[place, crowds[member], kpi] += total
    assert found == dict(together)


def test_two_kpis_of_one_type_are_not_told_apart_by_it() -> None:
    calls, minutes = Factor(1, 7, "c", ANY_OUTCOME, 1000, 0, 0), Factor(2, 7, "c", 3, 0, 1000, 0)
    assert one_way([calls, minutes]) is None
    assert one_way([calls, minutes._replace(moment="b")]) == {
        "c": {7: [calls]},
        "b": {7: [minutes._replace(moment="b")]},
    }


@pytest.mark.parametrize("only", [None, [1]])
def test_tallies_of_another_organisation_are_not_summed(
    organisation: Organisation, other_organisation: Organisation, only: list[int] | None
) -> None:
    with scope(other_organisation):
        _keep(other_organisation, [(JANUARY, 1, 1, "c", 0, 5, 50, 500)])
    with scope(organisation):
        asked = OfEverybody(organisation.pk, [Factor(1, 1, "c", ANY_OUTCOME, 1, 0, 0)], [(JANUARY, END)], only)
        assert asked.rows() == []
        crowd = OfCrowds(organisation.pk, [Factor(1, 1, "c", ANY_OUTCOME, 1, 0, 0)], [(JANUARY, END)], {1: 0})
        assert list(crowd.rows()) == []


def _factors(some: list[Rule]) -> list[Factor]:
    return [
        Factor(kpi_id, type_id, moment, outcome, *times)
        for kpi_id, (moment, types, outcomes, times) in enumerate(some, start=1)
        for type_id in types
        for outcome in outcomes
    ]


def _keep(organisation: Organisation, rows: list[Row]) -> None:
    months: dict[tuple[date, int, int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, member, kind, moment, outcome, *amounts in rows:
        of_month = months[day.replace(day=1), member, kind, moment, outcome]
        for place, amount in enumerate(amounts):
            of_month[place] += amount
    _write(TallyDay, organisation, rows)
    _write(TallyMonth, organisation, [(*key, sums[0], sums[1], sums[2]) for key, sums in months.items()])


def _write(model: type[TallyDay] | type[TallyMonth], organisation: Organisation, rows: list[Row]) -> None:
    model.objects.all().delete()
    for on, member, kind, moment, outcome, count, minutes, value in rows:
        model.objects.create(
            organisation=organisation, period_on=on, member_id=member, activity_type_id=kind, moment=moment,
            outcome_id=outcome, count=count, minutes=minutes, value_minor=value,
        )  # fmt: skip


def _by_key(found: list[tuple[int, int, int, int]]) -> dict[tuple[int, int, int], int]:
    sums: dict[tuple[int, int, int], int] = defaultdict(int)
    for place, member, kpi, total in found:
        sums[place, member, kpi] += total
    return {key: total for key, total in sums.items() if total}


def _expected(
    rows: list[Row], factors: list[Factor], ranges: list[Range], only: set[int] | None
) -> dict[tuple[int, int, int], int]:
    sums: list[tuple[int, int, int, int]] = []
    for place, (begins, ends) in enumerate(ranges):
        for day, member, kind, moment, outcome, count, minutes, value in rows:
            if not begins <= day < ends or (only is not None and member not in only):
                continue
            for one in factors:
                if (one.activity_type_id, one.moment) == (kind, moment) and one.outcome_id in (ANY_OUTCOME, outcome):
                    total = count * one.count + minutes * one.minutes + value * one.value
                    sums.append((place, member, one.kpi_id, total))
    return _by_key(sums)
