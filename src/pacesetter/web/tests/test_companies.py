"""The list of companies."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.crm import silence
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import archive
from pacesetter.people.models import Member, Team
from pacesetter.web.customers import slices
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def some(rita: Member, raj: Member, mona: Member) -> list[Company]:
    return Company.objects.bulk_create(
        [
            Company(name="Alpha", name_key="alpha", sales_rep=rita, kind="client"),
            Company(name="Beta", name_key="beta", sales_rep=raj),
            Company(name="Gamma", name_key="gamma"),
        ]
    )


def shown(page: str) -> list[str]:
    return [name for name in ("Alpha", "Beta", "Gamma") if f">{name}</a>" in page]


def test_members_see_their_own_leads_their_teams_and_administrators_all(
    visitor: Visitor, some: list[Company], rita: Member, raj: Member, mona: Member, ada: Member
) -> None:
    for viewer, names in ((rita, ["Alpha", "Gamma"]), (raj, ["Beta", "Gamma"]), (mona, ["Alpha", "Gamma"])):
        assert shown(visitor.log_in(viewer).read("/companies/")) == names
    assert shown(visitor.log_in(ada).read("/companies/")) == ["Alpha", "Beta", "Gamma"]


def test_somebody_of_another_organisation_sees_none(visitor: Visitor, some: list[Company], otto: Member) -> None:
    assert shown(visitor.log_in(otto).read("/companies/")) == []


def test_filters(
    visitor: Visitor, some: list[Company], ada: Member, rita: Member, raj: Member, call: ActivityType
) -> None:
    visitor.log_in(ada)
    verbs.plan(by=ada, activity_type=call, owner=rita, company=some[0], due_on=date(2026, 3, 20))
    verbs.log(by=ada, activity_type=call, owner=raj, company=some[1])
    verbs.set_call_cycle(some[2], by=ada, activity_type=call, every=1, unit="weeks")
    Contact.objects.create(name="Jane Doe", company=some[2])
    archive(Company.objects.create(name="Delta", name_key="delta"), by=ada)
    north = Team.objects.get(name="North").pk
    for query, names in (
        ("q=alp", ["Alpha"]),
        ("q=jane", ["Gamma"]),
        ("kind=client", ["Alpha"]),
        ("kind=nonsense", ["Alpha", "Beta", "Gamma"]),
        (f"rep={rita.pk}", ["Alpha"]),
        ("rep=nobody", ["Gamma"]),
        (f"manager={rita.pk}", []),
        (f"team={north}", ["Alpha"]),
        ("plan=none", ["Beta"]),
        ("plan=overdue", ["Alpha"]),
        ("plan=planned", ["Alpha", "Gamma"]),
        ("plan=cycle", ["Gamma"]),
        ("plan=cycle_overdue", []),
        ("silent=30", ["Alpha", "Gamma"]),
        ("state=archived", []),
    ):
        assert shown(visitor.read(f"/companies/?{query}")) == names, query
    assert ">Delta</a>" in visitor.read("/companies/?state=archived")


@pytest.mark.parametrize(
    ("sort", "first"),
    [("name", "Alpha"), ("latest", "Beta"), ("longest", "Alpha"), ("newest", "Gamma"), ("next", "Gamma")],
)
def test_orders(
    visitor: Visitor, some: list[Company], ada: Member, raj: Member, call: ActivityType, sort: str, first: str
) -> None:
    verbs.log(by=ada, activity_type=call, owner=raj, company=some[1])
    verbs.plan(by=ada, activity_type=call, owner=raj, company=some[2], due_on=date(2026, 4, 1))
    page = visitor.log_in(ada).read(f"/companies/?sort={sort}")
    assert min(("Alpha", "Beta", "Gamma"), key=lambda name: page.index(f">{name}</a>")) == first


def test_pages(visitor: Visitor, ada: Member) -> None:
    Company.objects.bulk_create(Company(name=f"N{n:03}", name_key=f"n{n:03}") for n in range(60))
    visitor.log_in(ada)
    assert "60 companies" in visitor.read("/companies/")
    page = visitor.read("/companies/?page=2")
    assert ">N050</a>" in page
    assert ">N049</a>" not in page
    assert "page=3" not in page


def test_where_many_are_forgotten_nobody_counts_them(
    visitor: Visitor, ada: Member, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert silence.FEW >= slices.COUNTED
    Company.objects.bulk_create(
        Company(name=f"N{n:03}", name_key=f"n{n:03}", kind="client" if n % 2 else "lead", has_plans=n % 3 == 0)
        for n in range(120)
    )
    visitor.log_in(ada)
    for few, counts in ((1000, ("120", "80", "60", "40")), (50, (None, None, "60", "40"))):
        monkeypatch.setattr("pacesetter.crm.silence.FEW", few)
        for query, count in zip(("", "&plan=none", "&kind=lead", "&kind=lead&plan=none"), counts, strict=True):
            page = visitor.read(f"/companies/?silent=30{query}")
            assert (f"{count} companies" if count else "more than 1,000 companies") in page, (few, query)
            assert page.count('<a href="/companies/') > 39


def test_pages_beyond_what_is_counted_are_not_counted(
    visitor: Visitor, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    Company.objects.bulk_create(Company(name=f"N{n:03}", name_key=f"n{n:03}") for n in range(130))
    monkeypatch.setattr("pacesetter.web.customers.slices.COUNTED", 99)
    visitor.log_in(ada)
    pages = [visitor.read(f"/companies/?page={number}") for number in (1, 2, 3)]
    assert ["more than 99 companies" in page for page in pages] == [True] * 3
    assert visitor.queries("/companies/?page=2") == visitor.queries("/companies/") - 1


def test_htmx_gets_the_list_alone(visitor: Visitor, some: list[Company], ada: Member) -> None:
    page = visitor.log_in(ada).read("/companies/", **{"HX-Request": "true"})
    assert page.lstrip().startswith('<div id="companies"')


def test_a_file_has_all_that_the_filters_show_and_nothing_else(
    visitor: Visitor, some: list[Company], rita: Member
) -> None:
    response: Any = visitor.log_in(rita).get("/companies/?format=csv&kind=client")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Name", "Alpha"]


def test_queries_do_not_grow_with_companies(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada)
    counts = []
    for number in (2, 40):
        Company.objects.bulk_create(Company(name=f"N{n}", name_key=f"n{n}", sales_rep=rita) for n in range(number))
        visitor.read("/companies/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            visitor.read("/companies/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 8
