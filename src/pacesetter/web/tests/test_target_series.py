"""The targets of one role or member for one KPI."""

import re
from datetime import date
from decimal import Decimal

import pytest

from pacesetter.conftest import LONG_AGO
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.tests.target_rows import target_rows
from pacesetter.kpis.verbs import set_target
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_leave, set_holiday
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

TODAY = date(2026, 3, 23)


@pytest.fixture
def of_rita(rita: Member, calls: Kpi) -> str:
    return f"/settings/targets/members/{rita.pk}/{calls.pk}/"


@pytest.fixture
def of_role(bdm: SalesRole, calls: Kpi) -> str:
    return f"/settings/targets/roles/{bdm.pk}/{calls.pk}/"


def test_it_says_what_a_target_comes_to(
    visitor: Visitor, ada: Member, rita: Member, of_role: str, of_rita: str
) -> None:
    page = visitor.log_in(ada).read(of_role)
    assert "50 a week = 10 a working day" in page
    totals = re.findall(r'<td class="is-number">([^<]*)</td><td class="is-number">([^<]*)</td>', page)
    assert totals[:2] == [("5", "50"), ("22", "220")]
    # For a member their own leave counts: two days of March.
    add_leave(rita, by=ada, starts_on=date(2026, 3, 25), ends_on=date(2026, 3, 27), kind="holiday")
    page = visitor.read(of_rita)
    assert "from the role Business Development Manager" in page
    totals = re.findall(r'<td class="is-number">([^<]*)</td><td class="is-number">([^<]*)</td>', page)
    assert totals[:2] == [("3", "30"), ("20", "200")]


def test_half_days_are_told_so_that_the_target_can_be_reckoned(visitor: Visitor, ada: Member, of_role: str) -> None:
    set_holiday(date(2026, 12, 24), by=ada, name="Christmas Eve", share=Decimal("0.5"))
    page = visitor.log_in(ada).read(of_role)
    totals = re.findall(r'<td class="is-number">([^<]*)</td><td class="is-number">([^<]*)</td>', page)
    assert totals[3] == ("260.5", "2,605")


@pytest.mark.parametrize(
    ("day", "said"),
    [("soon", "“soon” is not a day. Write it like 2026"), ("9999-12-01", "too far away. Check the year")],
)
def test_a_step_from_a_day_that_is_none_is_told(
    day: str, said: str, visitor: Visitor, ada: Member, of_rita: str
) -> None:
    form = {"do": "steps", "kind": "week", "from_0": day, "quantity_0": "10"}
    refused = visitor.log_in(ada).post(of_rita, form)
    assert refused.status_code == 422
    assert said in refused.content.decode()


def test_a_ramp_is_several_lines(visitor: Visitor, ada: Member, rita: Member, calls: Kpi, of_rita: str) -> None:
    form = {"do": "steps", "kind": "week", "confirmed": "yes", "reason": "new here"}
    for number, (day, quantity) in enumerate((("2026-04-01", "10"), ("2026-05-01", "20"), ("2026-06-01", "30"))):
        form |= {f"from_{number}": day, f"quantity_{number}": quantity}
    form |= {"from_3": "2026-07-01", "quantity_3": ""}
    assert visitor.log_in(ada).post(of_rita, form).headers["Location"] == of_rita
    assert target_rows(kpi=calls, member=rita) == [
        ("week", date(2026, 4, 1), 10),
        ("week", date(2026, 5, 1), 20),
        ("week", date(2026, 6, 1), 30),
    ]
    assert "new here" in visitor.read(of_rita)


def test_it_asks_before_figures_change(visitor: Visitor, ada: Member, rita: Member, calls: Kpi, of_rita: str) -> None:
    form = {"do": "steps", "kind": "day", "from_0": "2026-03-23", "quantity_0": "12"}
    assert "Nothing is saved yet" in visitor.log_in(ada).post(of_rita, form).content.decode()
    assert target_rows(kpi=calls, member=rita) == []


def test_a_member_goes_back_to_the_roles(visitor: Visitor, ada: Member, rita: Member, calls: Kpi, of_rita: str) -> None:
    verbs.set_target(calls, by=ada, member=rita, period_kind="week", quantity=20, effective_from=TODAY)
    visitor.log_in(ada).post(of_rita, {"do": "end", "end_from": "2026-04-01", "confirmed": "yes"})
    assert target_rows(kpi=calls, member=rita) == [("week", TODAY, 20), ("week", date(2026, 4, 1), None)]


def test_where_a_members_own_ends_the_roles_is_named_and_not_nothing(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, of_rita: str
) -> None:
    set_target(calls, by=ada, member=rita, period_kind="week", quantity=30, effective_from=date(2026, 3, 23))
    set_target(calls, by=ada, member=rita, period_kind="week", quantity=None, effective_from=date(2026, 4, 6))
    page = visitor.log_in(ada).read(of_rita)
    assert page.count("the role’s") >= 2  # the step, and the change below
    assert ">nothing<" not in page
    history = visitor.read("/settings/history/")
    assert "the role’s</ins>" in history
    assert "nothing expected" not in history


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "steps", "kind": "week", "from_0": "2026-04-01", "quantity_0": "many"}, "is not a number"),
        ({"do": "steps", "kind": "week", "from_0": "soon", "quantity_0": "5"}, "is not a day"),
        ({"do": "steps", "kind": "week"}, "Give a quantity and the day"),
        ({"do": "steps", "kind": "week", "from_0": "2026-03-01", "quantity_0": "5"}, "lies in the past"),
        ({"do": "end", "end_from": ""}, "Say from which day on"),
        (
            {"kind": "week", "from_0": "2026-06-01", "quantity_0": "5", "from_1": "2026-05-01", "quantity_1": "6"},
            "Line 2: Its day must come after",
        ),
        ({"from_0": "2026-04-01", "quantity_0": "5", "from_1": "2026-04-01", "quantity_1": "6"}, "Line 2: Its day"),
        ({"from_0": "2026-04-01", "quantity_0": "5", "from_2": "", "quantity_2": "6"}, "Line 3: Say from which day on"),
    ],
)
def test_what_cannot_be_is_said(
    visitor: Visitor, ada: Member, calls: Kpi, of_rita: str, form: dict[str, str], words: str
) -> None:
    response = visitor.log_in(ada).post(of_rita, form | {"confirmed": "yes"})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Target.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [("quantity_2", "2O", "“2O” is not a number"), ("from_2", "soon", "“soon” is not a day")],
)
def test_what_is_wrong_with_a_line_of_a_ramp_stands_in_it_with_its_number(
    visitor: Visitor, ada: Member, calls: Kpi, of_rita: str, field: str, typed: str, told: str
) -> None:
    form = {"do": "steps", "kind": "week", "confirmed": "yes"}
    for number in range(4):
        form |= {f"from_{number}": f"2026-0{number + 4}-01", f"quantity_{number}": f"{number + 1}0"}
    page = visitor.log_in(ada).post(of_rita, form | {field: typed}).content.decode()
    assert page.count("Line 3: " + told) == 1
    in_line = page[page.index('name="from_2"') : page.index('name="from_3"')]
    assert "Line 3: " + told in in_line
    [wrong] = re.findall(r"<input[^>]*aria-invalid[^>]*>", page)
    assert f'name="{field}"' in wrong
    assert f'value="{typed}"' in wrong
    # What was right is still there.
    assert 'value="40"' in page


def test_a_target_is_taken_out_of_its_series(visitor: Visitor, ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    later = verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=date(2026, 5, 1))
    first = Target.objects.get(effective_from=LONG_AGO)
    visitor.log_in(ada).post(f"/settings/targets/{later.pk}/", {"_method": "DELETE", "confirmed": "yes"})
    assert target_rows(kpi=calls) == [("week", LONG_AGO, 50)]
    # One that has begun needs a reason.
    visitor.post(f"/settings/targets/{first.pk}/", {"_method": "DELETE", "confirmed": "yes"})
    assert "Say why" in visitor.read(f"/settings/targets/roles/{bdm.pk}/{calls.pk}/")
    assert target_rows(kpi=calls) == [("week", LONG_AGO, 50)]
    form = {"_method": "DELETE", "reason": "a mistake"}
    assert "Nothing is saved yet" in visitor.post(f"/settings/targets/{first.pk}/", form).content.decode()
    visitor.post(f"/settings/targets/{first.pk}/", form | {"confirmed": "yes"})
    assert target_rows(kpi=calls) == []
    assert "a mistake" in visitor.read(f"/settings/targets/roles/{bdm.pk}/{calls.pk}/")


def test_it_says_when_kinds_contradict_or_nothing_is_expected(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi, of_role: str
) -> None:
    Target.objects.create(kpi=calls, role=bdm, period_kind="month", quantity="300", effective_from=LONG_AGO)
    other = SalesRole.objects.create(name="Trainee")
    assert "in effect at once" in visitor.log_in(ada).read(of_role)
    assert "not expected of them" in visitor.read(f"/settings/targets/roles/{other.pk}/{calls.pk}/")


def test_leads_are_refused(visitor: Visitor, mona: Member, of_role: str, of_rita: str) -> None:
    visitor.log_in(mona)
    assert {visitor.get(path).status_code for path in (of_role, of_rita)} == {403}


def test_queries_do_not_grow_with_steps(visitor: Visitor, ada: Member, rita: Member, calls: Kpi, of_rita: str) -> None:
    visitor.log_in(ada)
    verbs.set_target(calls, by=ada, member=rita, period_kind="week", quantity=1, effective_from=TODAY)
    before = visitor.queries(of_rita)
    steps = [(date(2026, month, 1), month) for month in range(4, 13)]
    verbs.set_ramp(calls, by=ada, member=rita, period_kind="week", steps=steps)
    assert visitor.queries(of_rita) == before


def test_the_history_says_what_was_in_effect_before(
    visitor: Visitor, ada: Member, calls: Kpi, bdm: SalesRole, rita: Member
) -> None:
    april = verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=date(2026, 4, 1))
    verbs.remove_target(april, by=ada)
    verbs.set_target(calls, by=ada, member=rita, period_kind="week", quantity=20, effective_from=date(2026, 4, 1))
    page = visitor.log_in(ada).read(f"/settings/targets/roles/{bdm.pk}/{calls.pk}/")
    assert '<td data-label="Before">50 a week</td><td data-label="After">60 a week</td>' in page
    assert '<td data-label="Before">60 a week</td><td data-label="After">taken out: 50 a week again</td>' in page
    page = visitor.read(f"/settings/targets/members/{rita.pk}/{calls.pk}/")
    assert '<td data-label="Before">the role’s</td><td data-label="After">20 a week</td>' in page
