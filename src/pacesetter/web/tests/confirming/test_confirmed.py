"""The question before figures change, as every page asks it."""

from typing import Any

import pytest

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi, KpiRole, Target
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.web.confirming.rows import MOST
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
PATH = "/settings/kpis/"


@pytest.fixture
def sent(visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi) -> dict[str, list[str]]:
    """Ada is about to count minutes instead of calls; Rita made one of ten minutes."""
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    return form_of(visitor.log_in(ada).read(PATH)) | {f"{calls.pk}-measure": ["minutes"]}


def test_old_and_new_figures_stand_beside_each_other(visitor: Visitor, sent: dict[str, list[str]]) -> None:
    page = visitor.post(PATH, sent).content.decode()
    assert "This changes figures of 1 member. Nothing is saved yet." in page
    assert page.index("This month") < page.index("Rita")
    line = page[page.index("Rita") : page.index("</tr>", page.index("Rita"))]
    assert ">1 / " in line
    assert ">10 / " in line
    assert f'<a class="btn" href="{PATH}">Cancel</a>' in page
    # The target is a week's, so the week is shown, too; with no year's or quarter's there are none of those.
    assert "This week: Mar 23 – 29, 2026" in page.replace("\u2009", " ")
    assert "This year" not in page


def test_nothing_of_the_try_stays(visitor: Visitor, sent: dict[str, list[str]], calls: Kpi, ada: Member) -> None:
    before = Event.objects.count(), ada.organisation.settings_version
    visitor.post(PATH, sent)
    ada.organisation.refresh_from_db()
    calls.refresh_from_db()
    assert (Event.objects.count(), ada.organisation.settings_version) == before
    assert calls.measure == "count"


def test_what_is_typed_comes_again_unharmed(visitor: Visitor, sent: dict[str, list[str]], calls: Kpi) -> None:
    sent |= {f"{calls.pk}-name": ['"><script>alert(1)</script>']}
    page = visitor.post(PATH, sent).content.decode()
    assert "<script>alert" not in page
    again = form_of(page)
    assert again == sent | {"confirmed": ["yes"]}
    visitor.post(PATH, again)
    calls.refresh_from_db()
    assert (calls.name, calls.measure) == ('"><script>alert(1)</script>', "minutes")


def test_htmx_puts_the_question_in_the_place_of_the_page(visitor: Visitor, sent: dict[str, list[str]]) -> None:
    from urllib.parse import urlencode

    kind = "application/x-www-form-urlencoded"
    response = visitor._outside(
        visitor.client.post, PATH, urlencode(sent, doseq=True), content_type=kind, headers={"HX-Request": "true"}
    )
    assert response.headers["HX-Retarget"] == "#main"
    assert "Nothing is saved yet" in response.content.decode()


def test_long_changes_are_cut_and_the_rest_counted(
    visitor: Visitor, sent: dict[str, list[str]], ada: Member, bdm: SalesRole, calls: Kpi, rita: Member
) -> None:
    for number in range(MOST // 2 + 5):
        kpi = Kpi.objects.create(name=f"KPI {number}", measure="count")
        kpi.type_mappings.create(activity_type=ActivityType.objects.get())
        KpiRole.objects.create(kpi=kpi, role=bdm)
        sent |= {f"w.{kpi.pk}.{bdm.pk}": [""], f"was.{kpi.pk}.{bdm.pk}": ["1"]}
    weights = {name: value for name, value in sent.items() if name.startswith(("w.", "was."))}
    page = visitor.post("/settings/kpis-to-roles/", weights).content.decode()
    assert page.count("<tr><th") - page.count('<tr><th scope="col"') == 3 * MOST
    assert "more figures" in page


def test_what_the_rules_refuse_is_said_before_anybody_is_asked(
    visitor: Visitor, sent: dict[str, Any], calls: Kpi
) -> None:
    response = visitor.post(PATH, sent | {"new-name": ["calls"]})
    assert response.status_code == 422
    assert "There is one already." in response.content.decode()


def test_nothing_is_asked_before_anybody_has_recorded_anything(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    assert RoleAssignment.objects.exists()
    assert Target.objects.exists()
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{calls.pk}-measure": ["points"]}
    assert visitor.post(PATH, sent).status_code == 302
    calls.refresh_from_db()
    assert calls.measure == "points"


def test_confirmed_by_a_member_without_the_access_is_still_refused(
    visitor: Visitor, sent: dict[str, list[str]], mona: Member, calls: Kpi
) -> None:
    assert visitor.log_in(mona).post(PATH, sent | {"confirmed": ["yes"]}).status_code == 403
    calls.refresh_from_db()
    assert calls.measure == "count"
