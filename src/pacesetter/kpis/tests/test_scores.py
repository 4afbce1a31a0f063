"""Scores and sums that are made without the figures of members, which generated cases compare with these."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.kpis.board import board
from pacesetter.kpis.book import Book, load_book
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.scores import scores_of
from pacesetter.kpis.shown_figures import Place
from pacesetter.kpis.shown_together import Group, shown_together
from pacesetter.people.models import Member, Team
from pacesetter.tenancy.models import Organisation

MARCH = period_holding(PeriodKind.MONTH, date(2026, 3, 1), Calendar())
NOW, LATER = datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)


@pytest.fixture
def book(organisation: Organisation, rita: Member, raj: Member, mona: Member, calls: Kpi) -> Book:
    return load_book(organisation)


def call_on(day: int, owner: Member, call: ActivityType, month: int = 3) -> None:
    verbs.log(by=owner, activity_type=call, owner=owner, at=datetime(2026, month, day, 1, tzinfo=UTC))


def scores(book: Book, period: Period = MARCH, now: datetime = NOW) -> dict[int, Fraction | None]:
    [found] = scores_of(book, [Place(period)], book.members, now)
    return {member_id: one.score for member_id, one in found.items()}


def on_the_board(book: Book, period: Period = MARCH, now: datetime = NOW) -> dict[int, Fraction | None]:
    return board(book, book.members, period, now).scores


@pytest.mark.parametrize("now", [NOW, LATER])
def test_a_score_is_that_of_the_moment(
    book: Book, rita: Member, raj: Member, call: ActivityType, now: datetime
) -> None:
    assert scores(book, now=now) == {rita.pk: 0, raj.pk: 0}
    call_on(3, rita, call)
    first = scores(book, now=now)
    assert first == on_the_board(book, now=now)
    assert first[rita.pk] != 0 == first[raj.pk]
    # He has now what she had, and is not taken for her.
    call_on(4, raj, call)
    call_on(5, rita, call)
    assert scores(book, now=now) == on_the_board(book, now=now)
    assert scores(book, now=now)[raj.pk] == first[rita.pk]


def test_each_period_has_its_own(book: Book, rita: Member, call: ActivityType) -> None:
    call_on(3, rita, call)
    february = MARCH.previous()
    in_february, in_march = scores_of(book, [Place(february), Place(MARCH)], book.members, NOW)
    assert in_february[rita.pk].score == 0
    assert in_march[rita.pk].score == on_the_board(book)[rita.pk]
    assert in_february[rita.pk].outlooks[0].capacity_left == 0 < in_march[rita.pk].outlooks[0].capacity_left


def test_of_whom_nothing_is_expected_there_is_none(book: Book, rita: Member, mona: Member) -> None:
    assert mona.pk not in scores(book)
    other = Team.objects.create(name="Theirs")
    [in_other] = scores_of(book, [Place(MARCH, other.pk)], [rita.pk], NOW)
    assert in_other == {}
    [together] = shown_together(book, [Group(Place(MARCH, other.pk), (rita.pk,))], NOW)
    assert together.figures == {}


def test_sums_are_those_of_the_moment_and_of_these_members(
    book: Book, rita: Member, raj: Member, call: ActivityType, calls: Kpi
) -> None:
    groups = [Group(Place(MARCH), ids) for ids in ((rita.pk,), (rita.pk, raj.pk), ())]
    targets = None
    for done in range(3):
        for now in (NOW, LATER):
            hers, both, nobodys = (one.figures.get(calls.pk) for one in shown_together(book, groups, now))
            assert nobodys is None
            assert hers is not None and both is not None
            assert hers.actual == done
            assert both.actual == 2 * done
            assert (both.target, both.expected) == (2 * hers.target, 2 * hers.expected)  # type: ignore[operator]
            targets = targets or both.target
            assert both.target == targets
        call_on(3 + done, rita, call)
        call_on(3 + done, raj, call)
