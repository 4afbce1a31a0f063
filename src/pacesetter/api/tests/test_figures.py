"""Figures over the API, for whom they are."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, TeamMembership

MARCH = "kind=month&day=2026-03-15"


def ask(client: Client, member: Member, path: str) -> tuple[int, dict[str, Any]]:
    answer = client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token_of(member)}"})
    return answer.status_code, answer.json()


def whose(client: Client, member: Member, day: str) -> set[int]:
    status, answer = ask(client, member, f"board?kind=week&day={day}")
    assert status == 200
    return {one["member_id"] for one in answer["figures"]}


@pytest.fixture
def done(rita: Member, raj: Member, call: ActivityType, calls: Kpi) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 10, 1, tzinfo=UTC))


def test_a_scorecard_is_exact_with_a_rounded_number_beside(
    client: Client, rita: Member, calls: Kpi, done: None
) -> None:
    status, answer = ask(client, rita, f"members/{rita.pk}/scorecard?{MARCH}")
    [figure] = answer["figures"]
    assert (status, answer["starts_on"], answer["ends_on"]) == (200, "2026-03-01", "2026-04-01")
    assert (figure["kpi_id"], figure["actual"], figure["target"]) == (calls.pk, "1", "220")
    assert (figure["attainment"], figure["attainment_percent"]) == ("1/220", 0.45)
    assert answer["scores"] == {str(rita.pk): "1/220"}
    assert answer["thresholds"] == {"on_track": "1", "behind": "4/5"}


def test_the_board_has_those_whom_one_may_see(
    client: Client, ada: Member, mona: Member, rita: Member, raj: Member, done: None
) -> None:
    assert whose(client, ada, "2026-03-10") == {rita.pk, raj.pk}
    assert whose(client, mona, "2026-03-10") == {rita.pk}
    assert whose(client, raj, "2026-03-10") == {raj.pk}


def test_a_lead_sees_of_those_who_left_the_time_in_the_team(
    client: Client, mona: Member, rita: Member, done: None
) -> None:
    TeamMembership.objects.filter(member=rita).update(ends_on=date(2026, 3, 9))
    path = f"members/{rita.pk}/scorecard?kind=week&day="
    assert whose(client, mona, "2026-03-08") == {rita.pk}
    assert whose(client, mona, "2026-03-09") == set()
    assert ask(client, mona, f"{path}2026-03-08")[0] == 200
    assert ask(client, mona, f"{path}2026-03-09")[0] == 404


def test_others_learn_nothing(client: Client, raj: Member, otto: Member, rita: Member, done: None) -> None:
    for member in (raj, otto):
        assert ask(client, member, f"members/{rita.pk}/scorecard?{MARCH}")[0] == 404
    assert ask(client, otto, f"board?{MARCH}")[1]["figures"] == []
