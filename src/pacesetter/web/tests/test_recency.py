"""The recency board."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.customers.recency import columns_on
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def columns(page: str) -> list[list[str]]:
    return [
        re.findall(r'tile-name"><a [^>]*>([^<]+)<', part) for part in page.split('<section class="recency-column')[1:]
    ]


@pytest.mark.parametrize(
    ("last_on", "column"),
    [
        (None, "old"),
        (date(2025, 12, 23), "old"),
        (date(2025, 12, 24), "fading"),
        (date(2026, 1, 23), "fading"),
        (date(2026, 1, 24), "recent"),
        (date(2026, 2, 23), "recent"),
        (date(2026, 2, 24), "fresh"),
        (date(2026, 3, 23), "fresh"),
    ],
)
def test_each_company_stands_in_one_column(rita: Member, last_on: date | None, column: str) -> None:
    Company.objects.create(name="A", name_key="a", last_contact_on=last_on)
    fitting = [one.key for one in columns_on(date(2026, 3, 23)) if Company.objects.filter(one.fits).exists()]
    assert fitting == [column]


def test_months_are_cut_to_their_length() -> None:
    (_old, fading, recent, _fresh) = columns_on(date(2026, 3, 31))
    assert "datetime.date(2026, 2, 28)" in repr(recent.fits)
    assert "datetime.date(2025, 12, 31)" in repr(fading.fits)


def test_tiles_tell_days_last_and_next(visitor: Visitor, rita: Member, initech: Company, call: ActivityType) -> None:
    visitor.log_in(rita)
    assert columns(visitor.read("/companies/recency/")) == [["Initech"], [], [], []]
    at = datetime(2026, 3, 10, 1, tzinfo=UTC)
    done = verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=at)
    page = visitor.read("/companies/recency/")
    assert columns(page) == [[], [], [], ["Initech"]]
    assert "<b>13</b> days" in page
    assert f"/activities/{done.pk}/" in page
    assert "Nothing planned" in page
    verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, due_on=date(2026, 3, 23))
    assert "Nothing planned" not in visitor.read("/companies/recency/")


def test_whose_customers_one_may_not_see_stand_nowhere(
    visitor: Visitor, raj: Member, otto: Member, mona: Member, initech: Company
) -> None:
    for viewer, number in ((raj, 0), (otto, 0), (mona, 1)):
        assert sum(map(len, columns(visitor.log_in(viewer).read("/companies/recency/")))) == number


def test_each_column_has_its_own_pages(visitor: Visitor, ada: Member) -> None:
    Company.objects.bulk_create(Company(name=f"N{n:02}", name_key=f"n{n:02}") for n in range(30))
    visitor.log_in(ada)
    assert len(columns(visitor.read("/companies/recency/"))[0]) == 20
    assert len(columns(visitor.read("/companies/recency/?old=2"))[0]) == 10


def test_queries_do_not_grow_with_companies(visitor: Visitor, ada: Member, call: ActivityType) -> None:
    visitor.log_in(ada)
    counts = []
    for number in (1, 15):
        for n in range(number):
            company = Company.objects.create(name=f"N{n}", name_key=f"n{n}")
            at = datetime(2026, 3, 20, tzinfo=UTC) - timedelta(days=40 * (n % 4))
            verbs.log(by=ada, activity_type=call, owner=ada, company=company, at=at)
            verbs.plan(by=ada, activity_type=call, owner=ada, company=company)
        visitor.read("/companies/recency/")
        with CaptureQueriesContext(connection) as queries:
            visitor.read("/companies/recency/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
