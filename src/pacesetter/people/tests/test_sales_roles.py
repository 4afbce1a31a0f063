"""Sales roles and teams are set up by the same verbs."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, SalesRole, Team
from pacesetter.tenancy.scope import scope


class Verbs(NamedTuple):
    add: Callable[..., Any]
    edit: Callable[..., Any]
    archive: Callable[..., Any]
    restore: Callable[..., Any]
    give: Callable[..., Any]
    model: type[SalesRole] | type[Team]
    kind: str


ROLES = Verbs(
    verbs.add_sales_role,
    verbs.edit_sales_role,
    verbs.archive_sales_role,
    verbs.restore_sales_role,
    verbs.assign_role,
    SalesRole,
    "sales_role",
)
TEAMS = Verbs(verbs.add_team, verbs.edit_team, verbs.archive_team, verbs.restore_team, verbs.join_team, Team, "team")


@pytest.fixture(params=[ROLES, TEAMS], ids=["sales roles", "teams"])
def on(request: pytest.FixtureRequest) -> Verbs:
    found: Verbs = request.param
    return found


def test_what_is_added_stands_last(on: Verbs, ada: Member, version: Callable[[], int]) -> None:
    before = version()
    for name in ("Zeta", "Alpha"):
        on.add(by=ada, name=name)
    assert [str(row) for row in on.model.objects.all()] == ["Zeta", "Alpha"]
    assert version() > before


def test_a_name_is_taken_in_whatever_case(on: Verbs, ada: Member) -> None:
    closer = on.add(by=ada, name="Closer")
    with pytest.raises(Refusal, match="already"):
        on.add(by=ada, name=" CLOSER ")
    on.archive(closer, by=ada)
    with pytest.raises(Refusal, match="Restore"):
        on.add(by=ada, name="Closer")
    with pytest.raises(Refusal) as refusal:
        on.add(by=ada, name=" ")
    assert refusal.value.field == "name"


def test_name_and_place_change(on: Verbs, ada: Member, last_event: Callable[[], Event]) -> None:
    closer = on.add(by=ada, name="Closer")
    on.edit(closer, by=ada, name="closer", position=7)
    assert (closer.name, closer.position) == ("closer", 7)
    assert (last_event().verb, last_event().data["before"]["name"]) == (f"{on.kind}.edited", "Closer")


def test_a_name_of_another_is_refused(on: Verbs, ada: Member) -> None:
    closer, _ = on.add(by=ada, name="Closer"), on.add(by=ada, name="Hunter")
    with pytest.raises(Refusal, match="already"):
        on.edit(closer, by=ada, name="hunter")
    assert on.model.objects.get(pk=closer.pk).name == "Closer"


def test_what_somebody_has_is_not_archived(on: Verbs, ada: Member, rita: Member) -> None:
    closer = on.add(by=ada, name="Closer")
    on.give(rita, closer, by=ada, starts_on=date(2026, 3, 2))
    with pytest.raises(Refusal, match="Rita still has"):
        on.archive(closer, by=ada)
    assert closer.archived_at is None
    verbs.archive(rita, by=ada)
    on.archive(closer, by=ada)
    assert on.model.objects.get(pk=closer.pk).archived_at is not None


def test_archiving_is_undone_by_restoring(on: Verbs, ada: Member) -> None:
    closer = on.add(by=ada, name="Closer")
    with pytest.raises(Refusal, match="not archived"):
        on.restore(closer, by=ada)
    on.archive(closer, by=ada)
    with pytest.raises(Refusal, match="archived already"):
        on.archive(closer, by=ada)
    on.restore(closer, by=ada)
    assert on.model.objects.get(pk=closer.pk).archived_at is None


def test_only_administrators_set_them_up(on: Verbs, ada: Member, rita: Member, mona: Member, otto: Member) -> None:
    closer = on.add(by=ada, name="Closer")
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            on.add(by=by, name="Hunter")
        for attempt in (on.edit, on.archive, on.restore):
            with pytest.raises(NotAllowed):
                attempt(closer, by=by)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        on.edit(closer, by=otto, name="Hunter")
    assert on.model.objects.get(pk=closer.pk).name == "Closer"
