"""Every list of settings is put in order by the same verb."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pytest

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import (
    add_activity_type,
    add_outcome,
    archive_activity_type,
    order_activity_types,
    order_outcomes,
)
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import add_kpi, order_kpis
from pacesetter.people.models import Member, SalesRole, Team
from pacesetter.people.verbs import add_sales_role, add_team, order_sales_roles, order_teams
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


class List(NamedTuple):
    add: Callable[..., Any]
    order: Callable[..., None]
    model: Any
    kind: str


LISTS = (
    List(add_sales_role, order_sales_roles, SalesRole, "sales_role"),
    List(add_team, order_teams, Team, "team"),
    List(partial(add_activity_type, category="meeting"), order_activity_types, ActivityType, "activity_type"),
    List(add_outcome, order_outcomes, Outcome, "outcome"),
    List(add_kpi, order_kpis, Kpi, "kpi"),
)  # fmt: skip


@pytest.fixture(params=LISTS, ids=lambda one: one.kind)
def one(request: pytest.FixtureRequest) -> List:
    found: List = request.param
    return found


def test_rows_stand_in_the_order_given_and_others_behind_them(
    one: List, organisation: Organisation, ada: Member
) -> None:
    a, b, c = (one.add(by=ada, name=name) for name in "abc")
    before = organisation.settings_version
    one.order([c, a], by=ada)
    assert [row.name for row in one.model.objects.all()] == ["c", "a", "b"]
    event = Event.objects.get(verb=f"{one.kind}.reordered")
    assert (event.subject_kind, event.subject_id, event.actor_id) == (one.kind, 0, ada.pk)
    assert event.data == {"before": {"order": [a.pk, b.pk, c.pk]}, "after": {"order": [c.pk, a.pk, b.pk]}}
    organisation.refresh_from_db()
    assert organisation.settings_version > before


def test_the_same_order_is_no_change(one: List, ada: Member) -> None:
    rows = [one.add(by=ada, name=name) for name in "ab"]
    one.order(rows, by=ada)
    assert not Event.objects.filter(verb=f"{one.kind}.reordered").exists()


def test_archived_rows_keep_a_place_too(ada: Member) -> None:
    old, new = (add_activity_type(by=ada, name=name, category="meeting") for name in ("old", "new"))
    archive_activity_type(old, by=ada)
    order_activity_types([new], by=ada)
    assert [row.name for row in ActivityType.objects.all()] == ["new", "old"]


def test_a_row_of_another_organisation_is_refused(one: List, ada: Member, otto: Member) -> None:
    with scope(otto.organisation_id):
        theirs = one.add(by=otto, name="theirs")
    one.add(by=ada, name="ours")
    with pytest.raises(Refusal, match="not known"):
        one.order([theirs], by=ada)


def test_only_administrators_put_a_list_in_order(one: List, ada: Member, rita: Member, otto: Member) -> None:
    rows = [one.add(by=ada, name=name) for name in "ab"]
    for member in (rita, otto):
        with pytest.raises(NotAllowed):
            one.order(rows[::-1], by=member)
    assert [row.name for row in one.model.objects.filter(name__in="ab")] == ["a", "b"]
