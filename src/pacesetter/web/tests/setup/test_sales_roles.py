"""The list of roles, and with it what every list that is edited in place does."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.people.verbs import add_sales_role, archive_sales_role
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
PATH = "/settings/roles/"


@pytest.fixture
def roles(ada: Member) -> list[SalesRole]:
    return [add_sales_role(by=ada, name=name) for name in ("SDR", "Hunter", "Farmer")]


def names() -> list[str]:
    return [role.name for role in SalesRole.objects.filter(archived_at__isnull=True)]


def test_the_list_shows_roles_and_what_is_tied_to_them(
    visitor: Visitor, ada: Member, bdm: SalesRole, calls: Kpi
) -> None:
    add_sales_role(by=ada, name="Hunter")
    page = visitor.log_in(ada).read(PATH)
    assert 'value="Business Development Manager"' in page
    assert "2 people" in page
    assert f'<a href="/settings/kpis-to-roles/?role={bdm.pk}">1 KPI</a>' in page
    assert "no KPI is expected" in page
    assert 'aria-current="page">Roles</a>' in page
    # The settings stay marked in the main navigation.
    assert '<a href="/settings/people/" aria-current="page">' in page


def test_the_first_role_is_added_from_the_empty_line(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert "autofocus" in page
    response = visitor.post(PATH, form_of(page) | {"new-name": ["  Hunter "]})
    assert response.status_code == 302
    assert response.headers["Location"] == f"{PATH}?added"
    assert names() == ["Hunter"]
    # The next one can be typed at once.
    assert "autofocus" in visitor.read(f"{PATH}?added")
    assert "autofocus" not in visitor.read(PATH)


def test_several_lines_are_saved_at_once(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    sent |= {f"{roles[0].pk}-name": ["Opener"], f"{roles[2].pk}-name": ["Keeper"], "new-name": ["Closer"]}
    assert visitor.post(PATH, sent).status_code == 302
    assert names() == ["Opener", "Hunter", "Keeper", "Closer"]
    assert Event.objects.filter(verb="sales_role.edited").count() == 2


def test_what_somebody_else_changed_meanwhile_stays(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    SalesRole.objects.filter(pk=roles[1].pk).update(name="Prospector")
    archive_sales_role(roles[2], by=ada)
    assert visitor.post(PATH, sent | {f"{roles[0].pk}-name": ["Opener"]}).status_code == 302
    assert names() == ["Opener", "Prospector"]


def test_nothing_typed_is_lost_where_a_line_is_refused(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    sent |= {f"{roles[0].pk}-name": ["Opener"], f"{roles[1].pk}-name": ["farmer"], "new-name": ["sdr"]}
    response = visitor.post(PATH, sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="Opener"' in page
    assert f'id="{roles[1].pk}-name_error">There is one already.' in page
    assert names() == ["SDR", "Hunter", "Farmer"]
    # What was sent back can be mended and sent again.
    again = form_of(page) | {f"{roles[1].pk}-name": ["Hunter"], "new-name": [""]}
    assert visitor.post(PATH, again).status_code == 302
    assert names() == ["Opener", "Hunter", "Farmer"]


def test_an_empty_name_is_refused(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{roles[0].pk}-name": ["  "]}
    response = visitor.post(PATH, sent)
    assert response.status_code == 422
    assert f'aria-describedby="{roles[0].pk}-name_error"' in response.content.decode()


@pytest.mark.parametrize(("act", "at", "wanted"), [
    ("up", 1, ["Hunter", "SDR", "Farmer"]),
    ("down", 1, ["SDR", "Farmer", "Hunter"]),
    ("up", 0, ["SDR", "Hunter", "Farmer"]),
    ("down", 2, ["SDR", "Hunter", "Farmer"]),
])  # fmt: skip
def test_buttons_move_a_line(
    visitor: Visitor, ada: Member, roles: list[SalesRole], act: str, at: int, wanted: list[str]
) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    response = visitor.post(PATH, sent | {"act": [f"{act}:{roles[at].pk}"]})
    assert response.headers["Location"] == f"{PATH}#line-{roles[at].pk}"
    assert names() == wanted


def test_a_button_saves_what_was_typed_elsewhere(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    visitor.post(PATH, sent | {f"{roles[0].pk}-name": ["Opener"], "act": [f"up:{roles[2].pk}"]})
    assert names() == ["Opener", "Farmer", "Hunter"]


def test_a_role_is_archived_with_undo_and_restored(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    assert visitor.post(PATH, sent | {"act": [f"archive:{roles[0].pk}"]}).status_code == 302
    page = visitor.read(PATH)
    assert "“SDR” is archived." in page
    undo = f"/settings/roles/{roles[0].pk}/archive/"
    assert f'action="{undo}"' in page
    assert "1 archived" in page
    assert visitor.delete(undo).status_code == 302
    assert names() == ["SDR", "Hunter", "Farmer"]
    assert visitor.post(undo).status_code == 302
    assert names() == ["Hunter", "Farmer"]


def test_a_role_that_somebody_holds_is_not_archived(visitor: Visitor, ada: Member, bdm: SalesRole) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    response = visitor.post(PATH, sent | {"act": [f"archive:{bdm.pk}"]})
    assert response.status_code == 422
    assert "still has “Business Development Manager”" in response.content.decode()
    assert names() == ["Business Development Manager"]


def test_restoring_what_is_not_archived_is_said_and_changes_nothing(
    visitor: Visitor, ada: Member, roles: list[SalesRole]
) -> None:
    visitor.log_in(ada).delete(f"/settings/roles/{roles[0].pk}/archive/")
    assert "This is not archived." in visitor.read(PATH)


def test_roles_of_another_organisation_are_neither_shown_nor_changed(
    visitor: Visitor, ada: Member, otto: Member, roles: list[SalesRole]
) -> None:
    with scope(otto.organisation_id):
        theirs = add_sales_role(by=otto, name="Their role")
    page = visitor.log_in(ada).read(PATH)
    assert "Their role" not in page
    key = str(theirs.pk)
    sent = form_of(page)
    sent |= {"row": [*sent["row"], key], f"{key}-name": ["Ours now"], f"initial-{key}-name": ["Their role"]}
    visitor.post(PATH, sent | {"act": [f"archive:{key}"]})
    assert visitor.delete(f"/settings/roles/{key}/archive/").status_code == 404
    with scope(otto.organisation_id):
        assert [(role.name, role.archived_at) for role in SalesRole.objects.all()] == [("Their role", None)]


@pytest.mark.parametrize("who", ["rita", "mona"])
def test_only_administrators_see_and_change_it(
    visitor: Visitor, request: pytest.FixtureRequest, roles: list[SalesRole], who: str
) -> None:
    visitor.log_in(request.getfixturevalue(who))
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(PATH, {"new-name": "Mine"}).status_code == 403
    assert len(names()) == 3


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, rita: Member, roles: list[SalesRole]) -> None:
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(20):
        role = add_sales_role(by=ada, name=f"Role {number}")
        RoleAssignment.objects.create(member=rita, role=role, starts_on="2026-01-01")
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few) <= 8, [query["sql"] for query in few]


def test_undo_carries_the_token_of_its_form(visitor: Visitor, ada: Member, roles: list[SalesRole]) -> None:
    archive_sales_role(roles[0], by=ada)
    visitor.client = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.log_in(ada).read(PATH))
    assert token is not None
    undo = f"/settings/roles/{roles[0].pk}/archive/"
    assert visitor.delete(undo).status_code == 403
    assert visitor.post(undo, {"_method": "DELETE", "csrfmiddlewaretoken": token[1]}).status_code == 302
    assert names() == ["SDR", "Hunter", "Farmer"]
