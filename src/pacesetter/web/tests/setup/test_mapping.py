"""KPIs to roles, and KPIs to activities."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole
from pacesetter.kpis.verbs import add_kpi, map_type
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_sales_role
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
ROLES, TYPES = "/settings/kpis-to-roles/", "/settings/kpis-to-activities/"


def test_the_table_holds_weights_and_marks_what_is_mapped_to_nothing(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    add_kpi(by=ada, name="Bare")
    add_sales_role(by=ada, name="Hunter")
    page = visitor.log_in(ada).read(ROLES)
    assert f'name="w.{calls.pk}.{bdm.pk}"' in page
    assert form_of(page)[f"w.{calls.pk}.{bdm.pk}"] == ["1"]
    assert "expected of no role" in page
    assert "no KPI is expected" in page


def test_several_cells_are_mapped_changed_and_unmapped_at_once(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi, connects: Kpi
) -> None:
    hunter = add_sales_role(by=ada, name="Hunter")
    sent = form_of(visitor.log_in(ada).read(ROLES))
    sent |= {f"w.{calls.pk}.{bdm.pk}": ["2,5"], f"w.{connects.pk}.{bdm.pk}": [""], f"w.{calls.pk}.{hunter.pk}": ["1"]}
    question = visitor.post(ROLES, sent)
    if question.status_code == 200:
        assert visitor.post(ROLES, form_of(question.content.decode())).status_code == 302
    found = {(one.kpi, one.role, str(one.weight)) for one in KpiRole.objects.all()}
    assert found == {(calls, bdm, "2.500"), (calls, hunter, "1.000")}


def test_a_kpi_counts_an_activity_from_then_on(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, meeting: ActivityType
) -> None:
    activity_verbs.log(by=rita, activity_type=meeting, owner=rita)
    sent = form_of(visitor.log_in(ada).read(TYPES)) | {f"w.{calls.pk}.{meeting.pk}": ["1"]}
    question = visitor.post(TYPES, sent).content.decode()
    assert "Nothing is saved yet" in question
    assert not KpiActivityType.objects.filter(activity_type=meeting).exists()
    assert visitor.post(TYPES, form_of(question)).status_code == 302
    assert KpiActivityType.objects.filter(activity_type=meeting, kpi=calls).exists()


def test_a_ratio_is_no_row_of_activities(visitor: Visitor, ada: Member, connect_rate: Kpi) -> None:
    visitor.log_in(ada)
    assert f'id="kpi-{connect_rate.pk}"' not in visitor.read(TYPES)
    assert f'id="kpi-{connect_rate.pk}"' in visitor.read(ROLES)


@pytest.mark.parametrize("typed", ["0", "-1", "much", "1.2345"])
def test_a_weight_that_cannot_be_is_refused_and_stays_typed(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi, connects: Kpi, typed: str
) -> None:
    sent = form_of(visitor.log_in(ada).read(ROLES))
    sent |= {f"w.{calls.pk}.{bdm.pk}": [typed], f"w.{connects.pk}.{bdm.pk}": ["7"]}
    response = visitor.post(ROLES, sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert f'id="p.{calls.pk}.{bdm.pk}"' in page
    assert form_of(page)[f"w.{calls.pk}.{bdm.pk}"] == [typed]
    assert form_of(page)[f"w.{connects.pk}.{bdm.pk}"] == ["7"]
    # All or nothing.
    assert str(KpiRole.objects.get(kpi=connects).weight) == "1.000"


def test_what_somebody_else_mapped_meanwhile_stays(
    visitor: Visitor, ada: Member, calls: Kpi, connects: Kpi, meeting: ActivityType
) -> None:
    sent = form_of(visitor.log_in(ada).read(TYPES))
    map_type(calls, meeting, by=ada)
    assert visitor.post(TYPES, sent | {f"w.{connects.pk}.{meeting.pk}": ["1"]}).status_code == 302
    assert KpiActivityType.objects.filter(activity_type=meeting).count() == 2


def test_one_role_or_one_kpi_alone(visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi, connects: Kpi) -> None:
    hunter = add_sales_role(by=ada, name="Hunter")
    visitor.log_in(ada)
    narrowed = form_of(visitor.read(f"{ROLES}?role={hunter.pk}"))
    assert f"w.{calls.pk}.{hunter.pk}" in narrowed
    assert f"w.{calls.pk}.{bdm.pk}" not in narrowed
    visitor.post(f"{ROLES}?role={hunter.pk}", narrowed | {f"w.{calls.pk}.{hunter.pk}": ["3"]})
    assert KpiRole.objects.count() == 3
    one = form_of(visitor.read(f"{ROLES}?kpi={connects.pk}"))
    assert not any(name.startswith(f"w.{calls.pk}.") for name in one)


def test_without_kpis_or_roles_it_says_what_to_do(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(ROLES)
    assert "There are no KPIs yet." in page
    assert 'href="/settings/kpis/"' in page
    add_kpi(by=ada, name="Calls")
    assert "There are no roles yet." in visitor.read(ROLES)
    assert "There are no activities yet." in visitor.read(TYPES)


def test_nothing_of_another_organisation_is_mapped(visitor: Visitor, ada: Member, otto: Member, calls: Kpi) -> None:
    with scope(otto.organisation_id):
        theirs = add_sales_role(by=otto, name="Their role")
    sent = form_of(visitor.log_in(ada).read(ROLES)) | {f"w.{calls.pk}.{theirs.pk}": ["1"]}
    visitor.post(ROLES, sent)
    assert not KpiRole.objects.filter(role=theirs).exists()
    assert not Event.objects.filter(verb="kpi.role_mapped").exists()


@pytest.mark.parametrize("path", [ROLES, TYPES])
def test_members_are_refused(visitor: Visitor, rita: Member, calls: Kpi, path: str) -> None:
    visitor.log_in(rita)
    assert visitor.get(path).status_code == 403
    assert visitor.post(path, {}).status_code == 403


@pytest.mark.parametrize("path", [ROLES, TYPES])
def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, calls: Kpi, path: str) -> None:
    visitor.log_in(ada).read(path)
    with CaptureQueriesContext(connection) as few:
        visitor.read(path)
    for number in range(10):
        add_kpi(by=ada, name=f"KPI {number}")
        add_sales_role(by=ada, name=f"Role {number}")
    with CaptureQueriesContext(connection) as many:
        visitor.read(path)
    assert len(many) <= len(few) <= 8


def test_a_large_mapping_is_one_form(visitor: Visitor, ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    sent = {f"w.{number}.{bdm.pk}": [""] for number in range(100_000, 101_600)} | {f"w.{calls.pk}.{bdm.pk}": ["4"]}
    sent |= {f"was.{calls.pk}.{bdm.pk}": ["1"]}
    assert visitor.log_in(ada).post(ROLES, sent).status_code == 302
    assert str(KpiRole.objects.get(kpi=calls).weight) == "4.000"
