"""The grid of targets."""

import json
import re
from datetime import date

import pytest

from pacesetter.conftest import LONG_AGO, make_member
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, KpiRole, Target
from pacesetter.kpis.tests.target_rows import target_rows
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.people.verbs import archive
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/settings/targets/"
TODAY = date(2026, 3, 23)


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def sent(page: str, **changes: str) -> dict[str, str]:
    """The grid's form as a browser would send it, with some fields changed; `q_r1_2` stands for "q.r1.2"."""
    grid = dict(re.findall(r'<input type="text"[^>]*name="(q\.[^"]+)"[^>]*value="([^"]*)"', page))
    kinds = re.findall(r'<select name="(k\.[^"]+)".*?<option value="(\w+)" selected', page, re.DOTALL)
    grid |= dict(kinds) | {"shown": field(page, "shown").replace("&quot;", '"')}
    grid |= {"effective_from": field(page, "effective_from"), "reason": "", "do": "save"}
    return grid | {name.replace("_", ".") if name[1] == "_" else name: value for name, value in changes.items()}


def test_it_shows_roles_members_and_what_they_inherit(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, calls: Kpi
) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert field(page, f"q.r{bdm.pk}.{calls.pk}") == "50"
    assert field(page, f"q.m{rita.pk}.{calls.pk}") == ""
    assert page.count("50 a week, from the role") == 2
    # 22 working days, none of them a holiday: Acme has said nothing of its country.
    assert "10 a working day; 22 days this month: 220" in page


def test_a_change_is_shown_with_its_figures_before_it_is_saved(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, calls: Kpi
) -> None:
    page = visitor.log_in(ada).read(PATH)
    form = sent(page, **{f"q_m{rita.pk}_{calls.pk}": "30"})
    question = visitor.post(PATH, form)
    assert question.status_code == 200
    assert "Nothing is saved yet" in question.content.decode()
    assert target_rows(member=rita) == []
    assert visitor.post(PATH, form | {"confirmed": "yes"}).headers["Location"] == PATH
    assert target_rows(member=rita) == [("week", TODAY, 30)]
    assert target_rows(role=bdm) == [("week", LONG_AGO, 50)]
    page = visitor.read(PATH)
    assert field(page, f"q.m{rita.pk}.{calls.pk}") == "30"
    assert "50 a week, from the role" in page


def test_an_emptied_cell_goes_back_to_the_roles(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    Target.objects.create(kpi=calls, member=rita, period_kind="week", quantity="30", effective_from=LONG_AGO)
    form = sent(visitor.log_in(ada).read(PATH), **{f"q_m{rita.pk}_{calls.pk}": "", "confirmed": "yes"})
    form["effective_from"] = "2026-04-01"
    visitor.post(PATH, form)
    assert target_rows(member=rita) == [("week", LONG_AGO, 30), ("week", date(2026, 4, 1), None)]
    assert "the role’s from Apr 1, 2026" in visitor.read(PATH)


def test_another_kind_of_period_replaces_the_one_before(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    key = f"r{bdm.pk}.{calls.pk}"
    form = sent(visitor.log_in(ada).read(PATH)) | {f"q.{key}": "200", f"k.{key}": "month", "confirmed": "yes"}
    visitor.post(PATH, form)
    assert target_rows(role=bdm) == [("week", LONG_AGO, 50), ("month", TODAY, 200), ("week", TODAY, None)]


def test_problems_stand_in_their_cells_and_nothing_typed_is_lost(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, raj: Member, calls: Kpi
) -> None:
    form = sent(
        visitor.log_in(ada).read(PATH),
        **{f"q_m{rita.pk}_{calls.pk}": "a lot", f"q_m{raj.pk}_{calls.pk}": "-3", f"q_r{bdm.pk}_{calls.pk}": "60"},
    )
    response = visitor.post(PATH, form | {"confirmed": "yes"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "“a lot” is not a number" in page
    assert "must not be below 0" in page
    assert [field(page, f"q.{key}.{calls.pk}") for key in (f"m{rita.pk}", f"m{raj.pk}", f"r{bdm.pk}")] == [
        "a lot",
        "-3",
        "60",
    ]
    assert Target.objects.count() == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    form = sent(visitor.log_in(ada).read(PATH), **{f"q_r{bdm.pk}_{calls.pk}": "60"})
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=70, effective_from=TODAY)
    response = visitor.post(PATH, form | {"confirmed": "yes"})
    assert response.status_code == 422
    assert "it is 70 now" in response.content.decode()
    assert ("week", TODAY, 70) in target_rows(role=bdm)


def test_the_past_is_changed_with_a_reason_alone(visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi) -> None:
    form = sent(visitor.log_in(ada).read(PATH), **{f"q_r{bdm.pk}_{calls.pk}": "60"}) | {
        "effective_from": "2026-03-02",
        "confirmed": "yes",
    }
    response = visitor.post(PATH, form)
    assert response.status_code == 422
    assert "lies in the past" in response.content.decode()
    assert "Say why the past is changed" in visitor.post(PATH, form | {"past": "yes"}).content.decode()
    assert target_rows(role=bdm) == [("week", LONG_AGO, 50)]
    visitor.post(PATH, form | {"past": "yes", "reason": "agreed on the 2nd"})
    assert target_rows(role=bdm) == [("week", LONG_AGO, 50), ("week", date(2026, 3, 2), 60)]
    assert Event.objects.get(verb="target.set_in_past").data["reason"] == "agreed on the 2nd"


def test_filling_changes_the_form_and_saves_nothing(
    visitor: Visitor, ada: Member, bdm: SalesRole, rita: Member, raj: Member, calls: Kpi
) -> None:
    form = sent(visitor.log_in(ada).read(PATH), **{f"q_m{rita.pk}_{calls.pk}": "33", "do": "fill"})
    page = visitor.post(
        PATH, form | {"fill_rows": "all", "fill_kpi": "", "fill_how": "percent", "fill_amount": "+10 %"}
    ).content.decode()
    assert field(page, f"q.r{bdm.pk}.{calls.pk}") == "55"
    assert field(page, f"q.m{rita.pk}.{calls.pk}") == "36"
    assert field(page, f"q.m{raj.pk}.{calls.pk}") == ""
    page = visitor.post(
        PATH, form | {"fill_rows": "members", "fill_how": "set", "fill_amount": "9", "fill_kind": "day"}
    ).content.decode()
    assert field(page, f"q.m{raj.pk}.{calls.pk}") == "9"
    page = visitor.post(
        PATH, form | {"fill_rows": "all", "fill_how": "down", "fill_kpi": str(calls.pk)}
    ).content.decode()
    assert field(page, f"q.m{raj.pk}.{calls.pk}") == "50"
    refused = visitor.post(PATH, form | {"fill_rows": "all", "fill_how": "percent", "fill_amount": "much"})
    assert refused.status_code == 422
    assert field(refused.content.decode(), f"q.m{rita.pk}.{calls.pk}") == "33"
    assert Target.objects.count() == 1
    # What was filled is saved like what was typed.
    visitor.post(PATH, sent(page, confirmed="yes"))
    assert target_rows(member=raj) == [("week", TODAY, 50)]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "1e400", "9" * 10_000, "-5", "much"])
def test_a_number_that_fills_nothing_is_told_beside_it(
    written: str, visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    form = sent(visitor.log_in(ada).read(PATH), do="fill", fill_rows="all", fill_how="set", fill_amount=written)
    refused = visitor.post(PATH, form)
    assert refused.status_code == 422
    page = refused.content.decode()
    # Inside of what is folded away nobody would see it.
    assert '<details class="card targets-fill" open>' in page
    assert 'id="fill-problem"' in page
    assert field(page, f"q.r{bdm.pk}.{calls.pk}") == "50"


@pytest.mark.parametrize("written", ["NaN", "1e400", "9" * 10_000])
def test_a_cell_that_is_no_number_is_told_at_the_cell(
    written: str, visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    page = visitor.log_in(ada).read(PATH)
    refused = visitor.post(PATH, sent(page, **{f"q_r{bdm.pk}_{calls.pk}": written}))
    assert refused.status_code == 422
    assert field(refused.content.decode(), f"q.r{bdm.pk}.{calls.pk}") == written


def test_it_warns_of_what_is_missing_or_contradicts_itself(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi, connects: Kpi
) -> None:
    SalesRole.objects.create(name="Trainee")
    Kpi.objects.create(name="Nobody's")
    Target.objects.create(kpi=calls, role=bdm, period_kind="month", quantity="300", effective_from=LONG_AGO)
    page = visitor.log_in(ada).read(PATH)
    assert "<dd>Trainee</dd>" in page
    assert "<dd>Nobody&#x27;s</dd>" in page
    assert "<dd>Connected calls (Business Development Manager)</dd>" in page
    assert "<dd>Calls of Business Development Manager (a week, a month)</dd>" in page
    assert "Two kinds of period at once" in page


def test_rows_can_be_narrowed(visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi) -> None:
    def shown(query: str) -> list[str]:
        return list(re.findall(r'name="q\.m(\d+)\.', visitor.read(PATH + query)))

    visitor.log_in(ada)
    south = raj.team_memberships.get().team_id
    assert shown("") == [str(raj.pk), str(rita.pk)]
    assert shown(f"?team={south}") == [str(raj.pk)]
    assert shown("?named=rit") == [str(rita.pk)]
    assert "Nobody fits" in visitor.read(PATH + "?named=zz")
    assert "is not a day" in visitor.read(PATH + "?day=tomorrow")


def test_an_archived_member_has_no_row(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    archive(rita, by=ada)
    assert f"q.m{rita.pk}." not in visitor.log_in(ada).read(PATH)


def test_a_percentage_is_typed_as_one(
    visitor: Visitor, ada: Member, bdm: SalesRole, connect_rate: Kpi, calls: Kpi
) -> None:
    key = f"q.r{bdm.pk}.{connect_rate.pk}"
    visitor.log_in(ada)
    visitor.post(PATH, sent(visitor.read(PATH)) | {key: "32,5", "confirmed": "yes"})
    assert target_rows(kpi=connect_rate) == []
    visitor.post(PATH, sent(visitor.read(PATH)) | {key: "32.5 %", "confirmed": "yes"})
    assert [str(quantity) for _kind, _day, quantity in target_rows(kpi=connect_rate)] == ["0.325"]
    assert field(visitor.read(PATH), key) == "32.5"


def test_an_empty_organisation_is_told_what_to_do(visitor: Visitor, ada: Member) -> None:
    assert "nothing to set targets for yet" in visitor.log_in(ada).read(PATH)


def test_only_what_was_changed_is_sent_to_the_verb(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert len(json.loads(field(page, "shown").replace("&quot;", '"'))) == 1
    response = visitor.post(PATH, sent(page))
    assert response.status_code == 422
    assert "Nothing was changed" in response.content.decode()


def test_members_and_leads_are_refused(visitor: Visitor, rita: Member, mona: Member, calls: Kpi) -> None:
    for member in (rita, mona):
        assert visitor.log_in(member).get(PATH).status_code == 403
        assert visitor.post(PATH, {"do": "save"}).status_code == 403


def test_queries_do_not_grow_with_rows(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi, organisation: Organisation
) -> None:
    visitor.log_in(ada)
    before = visitor.queries(PATH)
    for number in range(30):
        member = make_member(organisation, f"Extra{number}")
        RoleAssignment.objects.create(member=member, role=bdm, starts_on=LONG_AGO)
        Target.objects.create(kpi=calls, member=member, period_kind="day", quantity="7", effective_from=LONG_AGO)
    for number in range(3):
        KpiRole.objects.create(kpi=Kpi.objects.create(name=f"More {number}"), role=bdm)
    organisation.refresh_from_db()
    organisation.settings_version += 1
    organisation.save()
    assert visitor.queries(PATH) == before


def test_the_first_day_offered_is_past_for_nobody_shown(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, organisation: Organisation
) -> None:
    # Noon of the 23rd in Auckland is still the 22nd in London, where the organisation moves; Rita stays.
    rita.time_zone = "Pacific/Auckland"
    rita.save()
    organisation.time_zone = "Europe/London"
    organisation.settings_version += 1
    organisation.save()
    page = visitor.log_in(ada).read(PATH)
    assert field(page, "day") == "2026-03-22"
    assert field(page, "effective_from") == "2026-03-23"
    assert field(visitor.read(f"{PATH}pasted/"), "effective_from") == "2026-03-23"
    assert field(visitor.read(f"{PATH}copied/"), "effective_from") == "2026-03-23"


def test_a_form_stays_below_the_number_of_fields_that_is_taken(
    visitor: Visitor, ada: Member, bdm: SalesRole, organisation: Organisation
) -> None:
    for number in range(60):
        KpiRole.objects.create(kpi=Kpi.objects.create(name=f"KPI {number}"), role=bdm)
    for number in range(20):
        RoleAssignment.objects.create(member=make_member(organisation, f"Extra{number}"), role=bdm, starts_on=LONG_AGO)
    page = visitor.log_in(ada).read(PATH)
    assert 0 < len(sent(page)) < 1000
    assert "Page 1 of" in page
