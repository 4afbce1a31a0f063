"""Targets pasted from a spreadsheet."""

from datetime import date

import pytest

from pacesetter.kpis.models import Kpi, KpiRole, Target
from pacesetter.kpis.tests.target_rows import target_rows
from pacesetter.people.models import Member, SalesRole
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/settings/targets/pasted/"
TODAY = date(2026, 3, 23)


@pytest.fixture
def demos(bdm: SalesRole) -> Kpi:
    kpi = Kpi.objects.create(name="Demos", position=5)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


def form(table: str, **others: str) -> dict[str, str]:
    return {"table": table, "kind": "week", "effective_from": "2026-03-23", "confirmed": "yes", "do": "all"} | others


def test_a_table_is_saved_as_one(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, raj: Member, calls: Kpi, demos: Kpi
) -> None:
    table = "Name\tcalls\tDemos\nbusiness  development manager\t60\t8 / month\nRita\t\t5\nRaj\t35 a week\t\n"
    assert visitor.log_in(ada).post(PATH, form(table)).headers["Location"] == "/settings/targets/"
    assert ("week", TODAY, 60) in target_rows(kpi=calls, role=bdm)
    assert target_rows(kpi=demos, role=bdm) == [("month", TODAY, 8)]
    assert target_rows(member=rita) == [("week", TODAY, 5)]
    assert target_rows(member=raj) == [("week", TODAY, 35)]


def test_it_asks_before_figures_change(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    response = visitor.log_in(ada).post(PATH, form("Name\tCalls\nRita\t30", confirmed=""))
    assert "Nothing is saved yet" in response.content.decode()
    assert target_rows(member=rita) == []


def test_problems_are_told_by_cell_and_the_text_stays(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi, demos: Kpi
) -> None:
    table = "Name\tCalls\tSmalltalk\nRita\tmany\t3\nNobody\t4\t\nRaj\t5 / fortnight\t\nrita\t9\t"
    response = visitor.log_in(ada).post(PATH, form(table))
    page = response.content.decode()
    assert response.status_code == 422
    for words in (
        "“many” is not a number",
        "There is no KPI of this name",
        "No role or member with a role has this name",
        "“fortnight” is no kind of period",
        "This name stands here twice",
        "5 problems",
    ):
        assert words in page, words
    assert "Rita\tmany\t3" in page
    assert Target.objects.count() == 1


def test_cells_below_no_kpi_are_told(visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi) -> None:
    page = visitor.log_in(ada).post(PATH, form("Name\tCalls\t\nRita\t30\t7\nRaj\t31\t\t8")).content.decode()
    assert page.count("stand below no KPI") == 2
    assert "2 problems" in page
    assert Target.objects.count() == 1


@pytest.mark.parametrize(
    "table",
    [
        'Name,Calls\nRita,"1,030"',
        'Name;Calls\n"Rita";1030',
        '"Name\n(all of them)"\tCalls\n"Rita"\t"1,030"',
        "Name\t Calls \r\n\r\nRita\t1030\r\n",
    ],
)
def test_cells_are_read_as_spreadsheets_and_their_files_write_them(
    table: str, visitor: Visitor, ada: Member, rita: Member, calls: Kpi
) -> None:
    visitor.log_in(ada).post(PATH, form(table))
    assert [quantity for _kind, _day, quantity in target_rows(member=rita)] == [1030]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Name\tCalls\nRita\tNaN", "“NaN” is not a number"),
        ("Name\tCalls\nRita\t1e400", "This must be below"),
        ("Name\tCalls\nRita\t" + "9" * 10_000, "This must be below"),
        ("Name Calls\nRita 50", "one column alone"),
        ('Name\tCalls\nRita\t"50\nRaj\t60', "is not a number"),
    ],
)
def test_what_is_no_table_or_no_number_is_told(
    table: str, said: str, visitor: Visitor, ada: Member, rita: Member, calls: Kpi
) -> None:
    refused = visitor.log_in(ada).post(PATH, form(table))
    assert refused.status_code == 422
    assert said in refused.content.decode()


def test_what_is_right_can_be_saved_without_the_rest(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi
) -> None:
    table = "Name\tCalls\nRita\t30\nNobody\t4"
    page = visitor.log_in(ada).post(PATH, form(table)).content.decode()
    assert "Save the 1 that is right" in page
    visitor.post(PATH, form(table, do="rest"))
    assert target_rows(member=rita) == [("week", TODAY, 30)]


def test_a_dash_ends_the_target(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    Target.objects.create(kpi=calls, member=rita, period_kind="week", quantity="30", effective_from="2026-01-01")
    visitor.log_in(ada).post(PATH, form("Name\tCalls\nRita\t–"))
    assert target_rows(member=rita) == [("week", date(2026, 1, 1), 30), ("week", TODAY, None)]


def test_a_kpi_that_is_not_expected_is_said(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    Kpi.objects.create(name="Elsewhere")
    page = visitor.log_in(ada).post(PATH, form("Name\tElsewhere\nRita\t3")).content.decode()
    assert "not expected of them" in page


def test_too_little_too_much_and_nothing(visitor: Visitor, ada: Member, calls: Kpi, rita: Member) -> None:
    visitor.log_in(ada)
    assert "at least two lines" in visitor.post(PATH, form("Calls")).content.decode()
    assert "too much at once" in visitor.post(PATH, form("Name\tCalls\n" * 600)).content.decode()
    assert "no target in what was pasted" in visitor.post(PATH, form("Name\tCalls\nRita\t")).content.decode()


def test_members_are_refused(visitor: Visitor, rita: Member, calls: Kpi) -> None:
    assert visitor.log_in(rita).post(PATH, form("Name\tCalls\nRita\t1")).status_code == 403
