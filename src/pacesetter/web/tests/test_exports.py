"""Board, scorecard and why as files: the figures of the page, for those who may see the page."""

from datetime import date

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Leave, Member
from pacesetter.people.verbs import edit_organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def done(connect_rate: Kpi, done: None) -> None:
    """With the rate of calls that connect, too."""


def lines(visitor: Visitor, path: str) -> list[str]:
    response = visitor.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response).decode("utf-8-sig").splitlines()


def test_the_board_is_a_table_in_its_order_with_what_they_did_together(
    visitor: Visitor, ada: Member, done: None, calls: Kpi
) -> None:
    found = lines(visitor.log_in(ada), f"/board/?sort=-{calls.pk}&format=csv")
    assert found[0].startswith("Member,Score,Calls,Calls: target,Calls: attainment,Connected calls,")
    assert found[1].startswith("Rita,0.013636,3,220,0.013636,0,,,0,,")
    assert [line.split(",")[0] for line in found] == ["Member", "Rita", "Raj", "Together"]
    assert found[3].startswith("Together,,4,440,0.009091")


@pytest.mark.parametrize("path", ["/companies/", "/contacts/", "/companies/recency/", "/todos/", "/settings/people/"])
def test_links_to_files_follow_what_a_list_is_narrowed_to(visitor: Visitor, ada: Member, path: str) -> None:
    query = "?search=jane" if "people" in path else "?q=jane"
    part = visitor.log_in(ada).read(f"{path}{query}", HX_Request="true")
    assert "<html" not in part
    links = part[part.index('id="export-links" hx-swap-oob="true"') :]
    for kind in ("csv", "xlsx"):
        assert f'href="{path}{query}&amp;format={kind}"' in links
    page = visitor.read(path)
    assert page.count('id="export-links"') == 1
    assert "hx-swap-oob" not in page[page.index('id="export-links"') :].partition(">")[0]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_page_of_which_there_is_no_file_says_so(visitor: Visitor, rita: Member, kind: str) -> None:
    answer = visitor.log_in(rita).get(f"/calendar/?period=week&format={kind}")
    assert answer.status_code == 404
    told = answer.content.decode()
    assert "There is no file of this page" in told
    assert 'href="/calendar/?period=week"' in told
    assert "format=csv" not in visitor.read("/calendar/")
    assert visitor.get("/calendar/?format=ics").status_code == 200


def test_a_lead_gets_the_own_team_alone(visitor: Visitor, mona: Member, done: None) -> None:
    assert [line.split(",")[0] for line in lines(visitor.log_in(mona), "/board/?format=csv")] == [
        "Member", "Rita", "Together",
    ]  # fmt: skip


def test_a_scorecard_is_a_table_with_its_history(visitor: Visitor, rita: Member, done: None) -> None:
    found = lines(visitor.log_in(rita), "/scorecard/?format=csv")
    assert len(found) == 4
    assert found[0].endswith(",Feb 2026,Mar 2026")
    assert ",Standing,On track from,Behind from," in found[0]
    assert ",1,0.8," in found[1]
    assert found[1].startswith("Calls,,3,220,0.013636,")
    assert found[1].endswith(",0,3")


def test_why_has_all_activities_and_not_a_page_of_them(
    visitor: Visitor, rita: Member, call: ActivityType, calls: Kpi, done: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacesetter.web.why.export._AT_ONCE", 2)
    verbs.cancel(verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 6)), by=rita)
    found = lines(visitor.log_in(rita), f"/members/{rita.pk}/kpis/{calls.pk}/why/?format=csv")
    assert found[1:] == [
        "Calls,2026-03-04,Discovery call,,,Rita,,1,",
        "Calls,2026-03-03,Discovery call,,,Rita,,1,",
        "Calls,2026-03-02,Discovery call,,,Rita,,1,",
        "Calls,2026-03-06,Discovery call,,,Rita,,0,Cancelled",
    ]


@pytest.mark.parametrize("who", ["raj", "otto"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_may_not_see_the_page_gets_no_file(
    who: str, kind: str, visitor: Visitor, rita: Member, calls: Kpi, done: None, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(who))
    for path in (f"/members/{rita.pk}/scorecard/", f"/members/{rita.pk}/kpis/{calls.pk}/why/"):
        assert visitor.get(f"{path}?format={kind}").status_code == 404


def test_who_is_not_logged_in_gets_no_file(visitor: Visitor, done: None) -> None:
    assert visitor.get("/board/?format=csv").status_code == 302


def test_the_page_offers_its_own_address_as_a_file(visitor: Visitor, ada: Member, done: None) -> None:
    page = visitor.log_in(ada).read("/board/?period=week&sort=-score")
    assert 'href="/board/?period=week&amp;sort=-score&amp;format=xlsx"' in page


def test_settings_are_tables_too(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 30), ends_on=date(2026, 4, 3), share="0.5")
    edit_organisation(by=ada, name="Acme Ltd", reason="Merged")
    visitor.log_in(ada)
    people = lines(visitor, "/settings/people/?search=rita&format=csv")
    assert people[1].startswith("Rita,rita@acme.example,Team member,")
    assert lines(visitor, "/time-off/?month=2026-03&format=csv")[1] == "Rita,2026-03-30,2026-04-02,True"
    assert lines(visitor, "/settings/targets/?format=csv")[1].endswith(",50 / week")
    history = lines(visitor, "/settings/history/?kind=organisation&format=csv")
    assert ",Name,Acme,Acme Ltd,Merged" in history[1]
    assert lines(visitor, "/settings/kpis-to-roles/?format=csv")[0].startswith("KPI,")
    weights = lines(visitor, "/settings/kpis-to-activities/?format=csv")
    assert (weights[0], weights[1]) == ("KPI,Discovery call", "Calls,1")


def test_a_rep_gets_no_table_of_settings(visitor: Visitor, rita: Member, raj: Member) -> None:
    Leave.objects.create(member=raj, starts_on=date(2026, 3, 30), ends_on=date(2026, 4, 3))
    visitor.log_in(rita)
    for path in ("/settings/people/", "/settings/targets/", "/settings/history/"):
        assert visitor.get(f"{path}?format=csv").status_code == 403
    assert len(lines(visitor, "/time-off/?month=2026-03&format=csv")) == 1


def test_to_dos_are_a_table_of_all_pages_with_what_the_list_shows(
    visitor: Visitor, mona: Member, rita: Member, raj: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacesetter.web.day.export._AT_ONCE", 1)
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 6), subject="=First")
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 7), subject="Second")
    verbs.plan(by=raj, activity_type=call, owner=raj, due_on=date(2026, 3, 8))
    found = lines(visitor.log_in(mona), "/todos/?owner=all&format=csv")
    assert [line.split(",")[0] for line in found] == ["Day", "2026-03-06", "2026-03-07"]
    assert found[1].startswith("2026-03-06,,Discovery call,Phone call,'=First,,,Rita,")
    assert len(lines(visitor, "/todos/?owner=all&q=second&format=csv")) == 2
    assert len(lines(visitor.log_in(rita), "/todos/?format=csv")) == 3
