"""Ids that somebody types into an address."""

import pytest

from pacesetter.core.written_ids import written_id, written_ids
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

NONE = ["", "²", "٣", "-1", "1.5", "1 2", "seven", "9" * 19, "9" * 5000]
PLACES = [
    "/todos/?type={}&company={}",
    "/calendar/?member={}",
    "/activities/new/?type={}",
    "/contacts/new/?company={}",
    "/contacts/?list={}",
    "/companies/?page={}",
    "/settings/holidays/?year={}",
    "/leaderboard/?kpi={}",
    "/settings/history/?before={}",
]


def test_an_id_is_read() -> None:
    assert written_id("120") == 120
    assert written_ids(["3", "x", "1", ""]) == [3, 1]
    assert written_id("9" * 18) == 10**18 - 1


@pytest.mark.parametrize("written", NONE, ids=lambda written: written[:5] or "nothing")
def test_what_is_none_is_none(written: str) -> None:
    assert written_id(written) is None
    assert written_ids([written]) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_page_takes_what_is_none_for_nothing(visitor: Visitor, ada: Member, place: str) -> None:
    visitor.log_in(ada)
    for written in ("²", "٣", "9" * 19):
        assert visitor.get(place.format(written, written)).status_code == 200
