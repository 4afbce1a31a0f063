"""The lists of what can be named by id."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import add_outcome
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member

LISTS = ("activity-types", "outcomes", "kpis", "sales-roles", "teams", "members", "companies")


def read(client: Client, member: Member, path: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token_of(member)}"})
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def names(client: Client, member: Member, path: str) -> list[str]:
    return [one["name"] for one in read(client, member, path)["items"]]


def test_types_name_the_outcomes_that_they_can_end_in(
    client: Client, rita: Member, call: ActivityType, connected: Outcome, voicemail: Outcome
) -> None:
    (item,) = read(client, rita, "activity-types")["items"]
    assert item == {
        "id": call.pk,
        "name": call.name,
        "is_archived": False,
        "category": "phone_call",
        "default_minutes": call.default_minutes,
        "needs_outcome": call.needs_outcome,
        "outcome_ids": [connected.pk, voicemail.pk],
    }
    assert names(client, rita, "outcomes") == [connected.name, voicemail.name]


def test_outcomes_say_what_they_mean(client: Client, rita: Member, ada: Member, connected: Outcome) -> None:
    held = add_outcome(by=ada, name="Sat", meaning="held")
    items = read(client, rita, "outcomes")["items"]
    assert [(one["id"], one["meaning"]) for one in items] == [(connected.pk, ""), (held.pk, "held")]


def test_kpis_and_roles_are_everybodys_to_read_and_what_is_archived_says_so(
    client: Client, rita: Member, bdm: Any
) -> None:
    part = Kpi.objects.create(name="Calls")
    Kpi.objects.create(name="Rate", measure="ratio", numerator=part, denominator=part, archived_at=clock.now())
    calls, rate = read(client, rita, "kpis")["items"]
    assert (calls["measure"], calls["moment"], calls["is_archived"]) == ("count", "completed", False)
    assert (rate["numerator_id"], rate["is_archived"]) == (part.pk, True)
    assert names(client, rita, "sales-roles") == [bdm.name]


def test_members_and_teams_are_those_whom_one_may_see(
    client: Client, ada: Member, mona: Member, rita: Member, raj: Member
) -> None:
    assert names(client, ada, "members") == ["Ada", "Mona", "Rita", "Raj"]
    assert names(client, mona, "members") == ["Mona", "Rita"]
    assert names(client, rita, "members") == ["Rita"]
    assert names(client, ada, "teams") == ["North", "South"]
    assert names(client, mona, "teams") == ["North"]
    assert names(client, rita, "teams") == []


def test_companies_are_ones_own_and_those_of_nobody(client: Client, rita: Member, raj: Member, ada: Member) -> None:
    for name, rep in (("Mine", rita), ("Rajs", raj), ("Free", None)):
        Company.objects.create(name=name, name_key=name.lower(), sales_rep=rep)
    assert names(client, rita, "companies") == ["Mine", "Free"]
    assert names(client, ada, "companies") == ["Mine", "Rajs", "Free"]


@pytest.mark.parametrize("path", LISTS)
def test_another_organisation_sees_nothing_of_this_one(
    client: Client, otto: Member, ada: Member, rita: Member, bdm: Any, call: ActivityType, initech: Company, path: str
) -> None:
    Kpi.objects.create(name="Calls")
    assert names(client, ada, path)
    assert names(client, otto, path) in ([], ["Otto"])
    assert client.get(f"/api/v1/{path}").status_code == 401


def test_pages_hold_everything_once_and_cost_the_same(client: Client, ada: Member) -> None:
    for number in range(7):
        Outcome.objects.create(name=f"O{number}")
    seen: list[str] = []
    after = ""
    while True:
        page = read(client, ada, f"outcomes?limit=3{after}")
        seen += [one["name"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert seen == [f"O{number}" for number in range(7)]


def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, ada: Member, call: ActivityType) -> None:
    read(client, ada, "activity-types")
    with CaptureQueriesContext(connection) as few:
        read(client, ada, "activity-types")
    for number in range(20):
        ActivityType.objects.create(name=f"T{number}", category="other")
    with CaptureQueriesContext(connection) as many:
        read(client, ada, "activity-types")
    assert len(few) == len(many)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "after=x"])
def test_what_cannot_be_read_is_named(client: Client, ada: Member, query: str) -> None:
    response = client.get(f"/api/v1/outcomes?{query}", headers={"Authorization": f"Bearer {token_of(ada)}"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == query.partition("=")[0]
