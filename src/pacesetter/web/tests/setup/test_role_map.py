import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import add_activity_type
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import add_kpi, archive_kpi, map_role, map_type
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_sales_role
from pacesetter.tenancy.scope import scope
from pacesetter.web.setup.role_map.chain import Chain, Edge
from pacesetter.web.setup.role_map.drawing import WIDTH, drawn
from pacesetter.web.tests.conftest import Visitor

PATH = "/settings/role-map/"


def test_the_chain_leads_from_roles_to_categories(
    ada: Member, bdm: SalesRole, call: ActivityType, calls: Kpi, connects: Kpi, connect_rate: Kpi
) -> None:
    chain = Chain()
    role, kind = f"role-{bdm.pk}", f"type-{call.pk}"
    assert Edge(role, f"kpi-{calls.pk}") in chain.edges
    assert Edge(f"kpi-{calls.pk}", kind) in chain.edges
    assert Edge(kind, "category-phone_call") in chain.edges
    # A ratio counts what its two parts count, each once.
    assert [edge for edge in chain.edges if edge.is_indirect] == [Edge(f"kpi-{connect_rate.pk}", kind, True)]
    assert chain.lacking == []
    assert chain.around(f"kpi-{calls.pk}") == {role, f"kpi-{calls.pk}", kind, "category-phone_call"}


def test_what_is_not_mapped_is_named_with_the_page_that_mends_it(
    visitor: Visitor, ada: Member, calls: Kpi, meeting: ActivityType
) -> None:
    bare, role = add_kpi(by=ada, name="Bare"), add_sales_role(by=ada, name="Hunter")
    idle = add_kpi(by=ada, name="Idle")
    map_type(idle, meeting, by=ada)
    spare = add_activity_type(by=ada, name="Spare", category="other")
    page = visitor.log_in(ada).read(PATH)
    assert "4 things are not mapped" in page
    for address in (
        f"/settings/kpis-to-activities/?kpi={bare.pk}",
        f"/settings/kpis-to-roles/?kpi={idle.pk}",
        f"/settings/kpis-to-roles/?role={role.pk}",
        f"/settings/kpis-to-activities/?type={spare.pk}",
    ):
        assert f'href="{address}"' in page
    assert page.count("is-lacking") == 4


def test_the_picture_has_a_title_and_the_data_as_a_table(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert '<title id="map-title">Role map</title>' in page
    assert "<desc id=" in page
    assert "Everything is mapped." in page
    assert "Discovery call <small>(Phone call)</small>" in page


def test_a_chosen_thing_stands_out(visitor: Visitor, ada: Member, calls: Kpi, meeting: ActivityType) -> None:
    visitor.log_in(ada)
    assert "is-dim" not in visitor.read(PATH)
    page = visitor.read(f"{PATH}?chosen=kpi-{calls.pk}")
    assert "What has to do with “Calls” stands out." in page
    assert "is-dim" in page
    assert "is-dim" not in visitor.read(f"{PATH}?chosen=kpi-99999")


def test_a_large_set_up_is_drawn_without_boxes_over_each_other(ada: Member) -> None:
    roles = [add_sales_role(by=ada, name=f"Role with a rather long name {number}") for number in range(12)]
    kinds = [add_activity_type(by=ada, name=f"Type {number}", category="meeting") for number in range(20)]
    for number in range(20):
        kpi = add_kpi(by=ada, name=f"KPI {number}")
        map_role(kpi, roles[number % 12], by=ada)
        map_type(kpi, kinds[number], by=ada)
    drawing = drawn(Chain())
    assert len(drawing.boxes) == 12 + 20 + 20 + 1
    places = {(box.x, box.y) for box in drawing.boxes}
    assert len(places) == len(drawing.boxes)
    for x in {box.x for box in drawing.boxes}:
        column = sorted(box.y for box in drawing.boxes if box.x == x)
        assert all(later - earlier >= 30 for earlier, later in itertools.pairwise(column))
    assert all(0 <= box.x <= WIDTH - box.width and 0 <= box.y <= drawing.height - box.height for box in drawing.boxes)
    assert all(len(box.words) <= 28 for box in drawing.boxes)


def test_archived_and_strange_things_are_not_drawn(visitor: Visitor, ada: Member, otto: Member, calls: Kpi) -> None:
    archive_kpi(calls, by=ada)
    with scope(otto.organisation_id):
        add_kpi(by=otto, name="Theirs")
    page = visitor.log_in(ada).read(PATH)
    assert f"kpi-{calls.pk}" not in page
    assert "Theirs" not in page


def test_an_empty_set_up_leads_to_the_example(visitor: Visitor, ada: Member) -> None:
    assert 'href="/settings/example/"' in visitor.log_in(ada).read(PATH)


def test_members_are_refused(visitor: Visitor, mona: Member) -> None:
    assert visitor.log_in(mona).get(PATH).status_code == 403


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(10):
        add_kpi(by=ada, name=f"KPI {number}")
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few) <= 10


@pytest.mark.parametrize("path", [PATH])
def test_it_is_only_read(visitor: Visitor, ada: Member, path: str) -> None:
    assert visitor.log_in(ada).post(path, {}).status_code == 405


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Hunter", "Hunter"),
        ("Sales Development Representative", "Sales Development…"),
        ("Outbound calls to new accounts, EMEA", "Outbound calls to new…"),
        # Without a place between words there is no better one.
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesel…"),
    ],
)
def test_a_name_that_does_not_fit_is_cut_between_words(ada: Member, name: str, words: str) -> None:
    role = add_sales_role(by=ada, name=name)
    map_role(add_kpi(by=ada, name="Bare"), role, by=ada)
    box = next(box for box in drawn(Chain()).boxes if box.node.name == name)
    assert box.words == words
