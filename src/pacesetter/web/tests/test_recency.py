"""The recency board."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO

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
    assert [one.key for one in columns_on(date(2026, 3, 23)) if one.holds(last_on)] == [column]


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


def test_no_sign_is_left_at_the_end_of_a_line_where_a_tile_is_narrow(
    visitor: Visitor, rita: Member, initech: Company, call: ActivityType
) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=datetime(2026, 3, 10, 1, tzinfo=UTC))
    assert ">Discovery call (Tue,\u00a0Mar\u00a010)</a>" in visitor.log_in(rita).read("/companies/recency/")


def exported(visitor: Visitor, query: str = "") -> list[list[str]]:
    file = visitor.get(f"/companies/recency/?format=csv{query}")
    assert file.headers["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(b"".join(file).decode("utf-8-sig"))))


def test_the_board_is_had_as_a_file(
    visitor: Visitor, rita: Member, raj: Member, otto: Member, mona: Member, initech: Company
) -> None:
    for name, last in (("Acme", date(2026, 3, 20)), ("Hooli", date(2026, 1, 30)), ("Lead", date(2026, 3, 1))):
        Company.objects.create(name=name, name_key=name.casefold(), last_contact_on=last, sales_rep=rita, kind="client")
    Company.objects.filter(name="Lead").update(kind="lead")
    assert "?format=csv" in visitor.log_in(rita).read("/companies/recency/")
    head, *rows = exported(visitor)
    assert head[:2] == ["Recency", "Name"]
    assert [[row[n] for n in (0, 1, 5, 6)] for row in rows] == [
        ["3 months +", "Initech", "", ""],
        ["Last month", "Hooli", "2026-01-30", "52"],
        ["This month", "Lead", "2026-03-01", "22"],
        ["This month", "Acme", "2026-03-20", "3"],
    ]
    assert [row[1] for row in exported(visitor, "&kind=client&q=hoo")[1:]] == ["Hooli"]
    assert [len(exported(visitor.log_in(one))) for one in (mona, raj, otto)] == [5, 1, 1]


def test_whose_customers_one_may_not_see_stand_nowhere(
    visitor: Visitor, raj: Member, otto: Member, mona: Member, initech: Company
) -> None:
    for viewer, number in ((raj, 0), (otto, 0), (mona, 1)):
        assert sum(map(len, columns(visitor.log_in(viewer).read("/companies/recency/")))) == number


def test_each_column_has_its_own_pages(visitor: Visitor, ada: Member, rita: Member) -> None:
    Company.objects.bulk_create(Company(name=f"N{n:02}", name_key=f"n{n:02}") for n in range(30))
    for viewer in (ada, rita):
        visitor.log_in(viewer)
        assert len(columns(visitor.read("/companies/recency/"))[0]) == 20
        assert len(columns(visitor.read("/companies/recency/?old=2"))[0]) == 10
        assert len(columns(visitor.read("/companies/recency/?old=3"))[0]) == 0


def test_whoever_sees_few_is_shown_the_same_as_if_they_were_many(
    visitor: Visitor, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(120):
        last = None if n % 9 == 0 else date(2026, 3, 23) - timedelta(days=n)
        Company.objects.create(name=f"N{n:03}", name_key=f"n{n:03}", last_contact_on=last, sales_rep=rita)
    visitor.log_in(rita)
    shown = []
    for few in (5000, 1):
        monkeypatch.setattr("pacesetter.crm.access.FEW", few)
        shown.append([visitor.read(f"/companies/recency/{query}") for query in ("", "?old=2&fresh=2")])
    column = re.compile(r'<section class="recency-column.*?</section>', re.DOTALL)
    as_few, as_many = ([column.findall(page) for page in pages] for pages in shown)
    assert as_few == as_many
    assert sum(part.count('class="tile"') for part in as_few[0]) == 80


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


def test_all_companies_are_shown_as_they_are_where_one_asks_for_some_of_them(visitor: Visitor, ada: Member) -> None:
    for n in range(140):
        last = None if n % 9 == 0 else date(2026, 3, 23) - timedelta(days=n)
        Company.objects.create(name=f"N{n:03}", name_key=f"n{n:03}", last_contact_on=last, kind="lead")
    Company.objects.create(name="Away", name_key="away", archived_at=datetime(2026, 3, 1, tzinfo=UTC))
    visitor.log_in(ada)
    part = re.compile(r'<section class="recency-column.*?</section>', re.DOTALL)
    for pages in ("", "old=2&fading=2&recent=2&fresh=2", "old=9"):
        everybodys, of_a_kind = (
            part.findall(re.sub(r'href="\?[^"]*"', "", visitor.read(f"/companies/recency/?{more}{pages}")))
            for more in ("", "kind=lead&")
        )
        assert len(everybodys) == 4
        assert everybodys == of_a_kind
    assert visitor.queries("/companies/recency/") == visitor.queries("/companies/recency/?old=2")


def test_what_is_typed_into_a_tile_is_escaped(visitor: Visitor, ada: Member, rita: Member) -> None:
    rita.name = "<Rita>"
    rita.save()
    Company.objects.create(name="<b>A & B</b>", name_key="a", sales_rep=rita)
    page = visitor.log_in(ada).read("/companies/recency/")
    tile = page[page.index('<li class="tile">') :].partition("</li>")[0]
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;</a>" in tile
    assert "plan with &lt;b&gt;A &amp; B&lt;/b&gt;" in tile
    assert '<p class="tile-who">&lt;Rita&gt;</p>' in tile
    assert "<b>A" not in tile
