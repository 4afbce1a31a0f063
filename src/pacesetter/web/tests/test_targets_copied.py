"""Targets copied from a role, a member or another day."""

from datetime import date
from decimal import Decimal

import pytest

from pacesetter.conftest import LONG_AGO
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, KpiRole, Target
from pacesetter.kpis.tests.target_rows import target_rows
from pacesetter.people.models import Member, SalesRole
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/settings/targets/copied/"
TODAY, MAY = date(2026, 3, 23), date(2026, 5, 1)


@pytest.fixture
def trainee(calls: Kpi) -> SalesRole:
    role = SalesRole.objects.create(name="Trainee", position=9)
    KpiRole.objects.create(kpi=calls, role=role)
    return role


def form(**fields: str) -> dict[str, str]:
    return {"per_cent": "100", "effective_from": "2026-03-23", "confirmed": "yes", "kpi": "", "as_on": ""} | fields


def test_half_of_a_roles_targets_for_another_with_the_steps_that_follow(
    visitor: Visitor, ada: Member, bdm: SalesRole, trainee: SalesRole, calls: Kpi
) -> None:
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=MAY)
    answer = visitor.log_in(ada).post(PATH, form(source=f"r{bdm.pk}", to=f"r{trainee.pk}", per_cent="50"))
    assert answer.headers["Location"] == "/settings/targets/"
    assert target_rows(role=trainee) == [("week", TODAY, 25), ("week", MAY, 30)]


def test_what_is_expected_of_a_colleague_wherever_it_comes_from(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, raj: Member, calls: Kpi
) -> None:
    visitor.log_in(ada).post(PATH, form(source=f"m{raj.pk}", to=f"m{rita.pk}"))
    assert target_rows(member=rita) == [("week", TODAY, 50)]


def test_for_everybody_who_holds_a_role(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, raj: Member, calls: Kpi
) -> None:
    visitor.log_in(ada).post(PATH, form(source=f"r{bdm.pk}", to=f"h{bdm.pk}", per_cent="110"))
    assert target_rows(member=rita) == target_rows(member=raj) == [("week", TODAY, 55)]


@pytest.mark.parametrize(
    ("language", "written"), [("de", "112,5"), ("de", "112,5 %"), ("en", "112.5"), ("en", "112.5%")]
)
def test_per_cent_are_read_as_the_language_writes_them(
    language: str, written: str, visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, calls: Kpi
) -> None:
    ada.locale = language
    ada.save()
    visitor.log_in(ada).post(PATH, form(source=f"r{bdm.pk}", to=f"m{rita.pk}", per_cent=written))
    assert target_rows(member=rita) == [("week", TODAY, Decimal("56.25"))]


def test_each_ones_own_of_another_day(visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, calls: Kpi) -> None:
    for day, quantity in ((LONG_AGO, 10), (date(2026, 1, 1), 20)):
        Target.objects.create(kpi=calls, member=rita, period_kind="week", quantity=quantity, effective_from=day)
    visitor.log_in(ada).post(PATH, form(source="own", to="all", as_on="2025-12-31"))
    assert target_rows(member=rita)[-1] == ("week", TODAY, 10)
    assert target_rows(role=bdm) == [("week", LONG_AGO, 50)]


def test_it_asks_before_figures_change(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, raj: Member, calls: Kpi
) -> None:
    given = form(source=f"r{bdm.pk}", to=f"m{rita.pk}", per_cent="110", confirmed="")
    assert "Nothing is saved yet" in visitor.log_in(ada).post(PATH, given).content.decode()
    assert target_rows(member=rita) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"source": "r999999", "to": "all"}, "Choose whose targets"),
        ({"source": "own", "to": "all"}, "Say of which day"),
        ({"source": "own", "to": "nobody", "as_on": "2026-01-01"}, "Choose who is to have them"),
        ({"source": "own", "to": "all", "as_on": "2019-01-01"}, "no target to copy"),
        ({"source": "own", "to": "all", "as_on": "2026-01-01", "per_cent": "none"}, "not a number"),
    ],
)
def test_what_cannot_be_is_said(visitor: Visitor, ada: Member, calls: Kpi, fields: dict[str, str], words: str) -> None:
    response = visitor.log_in(ada).post(PATH, form(**fields))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Target.objects.count() == 1


def test_members_are_refused(visitor: Visitor, rita: Member, calls: Kpi) -> None:
    assert visitor.log_in(rita).get(PATH).status_code == 403
