"""What is worked out once for all who look at the same figures, and what is asked each time."""

from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis import layout as layout_module
from pacesetter.kpis.book import Book, load_book
from pacesetter.kpis.figures import Figures, figures_of
from pacesetter.kpis.layout import Days, layout_of
from pacesetter.kpis.models import Kpi, Target
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation

MARCH, APRIL = Days(date(2026, 3, 1), date(2026, 4, 1)), Days(date(2026, 4, 1), date(2026, 5, 1))
BEGINNING, END = datetime(2026, 3, 2, 0, tzinfo=UTC), datetime(2026, 3, 31, 23, tzinfo=UTC)


@pytest.fixture
def book(organisation: Organisation, rita: Member, raj: Member, calls: Kpi) -> Book:
    return load_book(organisation)


def march_of(book: Book, now: datetime = END) -> Figures:
    [figures] = figures_of(book, [MARCH], book.members, book.kpis, now)
    return figures


def test_figures_are_those_of_the_moment_though_their_layout_is_kept(
    book: Book, rita: Member, raj: Member, call: ActivityType, calls: Kpi
) -> None:
    assert march_of(book)[rita.pk, calls.pk].actual == 0
    kept = layout_of(book, [MARCH], book.members, book.kpis)
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    after = march_of(book)
    assert after[rita.pk, calls.pk].actual == 1
    assert after[raj.pk, calls.pk].actual == 0
    assert layout_of(book, [MARCH], book.members, book.kpis) is kept


def test_what_is_expected_so_far_grows_with_the_time_until_the_period_is_over(
    book: Book, rita: Member, calls: Kpi
) -> None:
    over = datetime(2026, 4, 2, 12, tzinfo=UTC)
    first, last, afterwards = (march_of(book, now)[rita.pk, calls.pk] for now in (BEGINNING, END, over))
    assert first.expected is not None and last.expected is not None
    assert first.expected < last.expected <= afterwards.expected == first.target  # type: ignore[operator]
    # Not even a clock that was put back finds what was kept of a period that is over.
    assert march_of(book, BEGINNING)[rita.pk, calls.pk].expected == first.expected


def test_another_range_and_other_members_are_asked_by_themselves(
    book: Book, rita: Member, raj: Member, call: ActivityType, calls: Kpi
) -> None:
    verbs.log(by=raj, activity_type=call, owner=raj, at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    march, april = figures_of(book, [MARCH, APRIL], [raj.pk], book.kpis, END)
    assert list(march) == list(april) == [(raj.pk, calls.pk)]
    assert march[raj.pk, calls.pk].actual == 1
    assert april[raj.pk, calls.pk].actual == 0
    assert list(figures_of(book, [MARCH], [rita.pk], book.kpis, END)[0]) == [(rita.pk, calls.pk)]


def test_the_second_look_costs_one_query(book: Book) -> None:
    march_of(book)
    with CaptureQueriesContext(connection) as captured:
        march_of(book)
    assert len(captured) == 1


def test_members_who_have_done_the_same_share_a_figure(book: Book, rita: Member, raj: Member, calls: Kpi) -> None:
    figures = march_of(book)
    assert figures[rita.pk, calls.pk] is figures[raj.pk, calls.pk]


def test_a_changed_setting_has_a_book_of_its_own(
    book: Book, organisation: Organisation, rita: Member, calls: Kpi
) -> None:
    target = march_of(book)[rita.pk, calls.pk].target
    Target.objects.filter(kpi=calls).delete()
    assert target
    assert march_of(load_book(organisation))[rita.pk, calls.pk].target is None


def test_more_than_a_book_has_room_for_is_not_kept(book: Book) -> None:
    with patch.object(layout_module, "_MOST", 3):
        march, april = (layout_of(book, [days], book.members, book.kpis) for days in (MARCH, APRIL))
        # Two figures each, so that the second took the place of the first.
        assert layout_of(book, [APRIL], book.members, book.kpis) is april
        assert layout_of(book, [MARCH], book.members, book.kpis) is not march


def test_one_that_is_larger_than_all_the_room_is_made_each_time(book: Book) -> None:
    with patch.object(layout_module, "_MOST", 1):
        first, second = (layout_of(book, [MARCH], book.members, book.kpis) for _ in range(2))
    assert first is not second


def test_what_is_expected_of_teams_alike_is_added_up_once(book: Book, rita: Member, raj: Member, calls: Kpi) -> None:
    layout = layout_of(book, [MARCH], book.members, book.kpis)
    outlooks = layout.outlooks_at(END)
    of_rita, of_raj, of_both = (layout.sums(0, ids)[calls.pk] for ids in ((rita.pk,), (raj.pk,), (rita.pk, raj.pk)))
    assert of_rita != of_raj
    assert layout.expected_of(of_rita, outlooks) is layout.expected_of(of_raj, outlooks)
    both = layout.expected_of(of_both, outlooks)
    assert both.target.amount == 2 * layout.expected_of(of_rita, outlooks).target.amount > 0
    assert both.capacity_left + both.capacity_elapsed == 2 * (outlooks[0].capacity_left + outlooks[0].capacity_elapsed)


def test_what_is_expected_together_is_that_of_the_moment(book: Book, rita: Member, raj: Member, calls: Kpi) -> None:
    layout = layout_of(book, [MARCH], book.members, book.kpis)
    some = layout.sums(0, (rita.pk, raj.pk))[calls.pk]
    first, last, again = (layout.expected_of(some, layout.outlooks_at(now)) for now in (BEGINNING, END, BEGINNING))
    assert first.expected.amount < last.expected.amount
    assert again == first
