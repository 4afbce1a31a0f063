"""A cluster of two servers on one database: what is saved by one is right at once in the answers of the other, whatever
that one has in memory. The settings are changed by a third process, this one."""

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import edit_activity_type
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.cli.tests.processes import eventually
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.jobs.tests.nursery import environment_of
from pacesetter.kpis import closing
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import add_kpi, map_role, map_type, set_target
from pacesetter.people import verbs
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation

AT = datetime(2026, 3, 10, 1, tzinfo=UTC)
MARCH = period_holding(PeriodKind.MONTH, AT.date(), Calendar())


@dataclass
class Server:
    port: int
    token: str

    def is_up(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(self, method: str, path: str, body: object = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request(method, f"/api/v1/{path}", None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        assert response.status < 300, answer
        connection.close()
        return answer

    def figures(self) -> dict[tuple[int, int], tuple[str | None, str | None]]:
        answer = self.ask("GET", f"board?kind=month&day={AT:%Y-%m-%d}")
        return {(one["member_id"], one["kpi_id"]): (one["actual"], one["target"]) for one in answer["figures"]}


@pytest.fixture
def servers(transactional_db: None, ada: Member, tmp_path: Path) -> Iterator[list[Server]]:
    token = token_of(ada)
    made: list[Server] = []
    running: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(2):
            with socket.socket() as found:
                found.bind(("127.0.0.1", 0))
                port = found.getsockname()[1]
            listens = {"PACESETTER_LISTEN": f"127.0.0.1:{port}", "PACESETTER_PROCESSES": "1"}
            running.append(
                subprocess.Popen([sys.executable, "-m", "pacesetter", "serve"], env=environment_of(tmp_path) | listens)
            )
            made.append(Server(port, token))
        eventually(lambda: all(one.is_up() for one in made), seconds=120)
        yield made
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_each_answers_by_what_was_saved_last(
    servers: list[Server],
    organisation: Organisation,
    ada: Member,
    rita: Member,
    raj: Member,
    call: ActivityType,
    meeting: ActivityType,
    calls: Kpi,
    bdm: SalesRole,
) -> None:
    def now() -> dict[tuple[int, int], tuple[str | None, str | None]]:
        organisation.refresh_from_db()
        made = board(load_book(organisation), [ada.pk, rita.pk, raj.pk], MARCH, clock.now())
        return {
            key: tuple(None if value is None else str(value) for value in (one.actual, one.target))  # type: ignore[misc]
            for key, one in made.figures.items()
        }

    def both_agree() -> None:
        expected = now()
        assert [one.figures() for one in servers] == [expected, expected]

    def record(server: Server, activity_type: ActivityType, owner: Member) -> None:
        given = {"activity_type_id": activity_type.pk, "owner_id": owner.pk, "at": AT.isoformat()}
        server.ask("POST", "activities", given)

    first, second = servers
    for server, owner in ((first, rita), (second, rita), (first, raj), (second, raj)):
        record(server, call, owner)
        both_agree()
    points = add_kpi(by=ada, name="Points", measure="points")
    closed = []
    late = date(2026, 3, 16)
    changes: list[Callable[[], object]] = [
        lambda: map_type(calls, call, by=ada, weight=3),
        lambda: map_type(points, call, by=ada),
        lambda: map_role(points, bdm, by=ada),
        lambda: edit_activity_type(call, by=ada, points=Decimal(7)),
        lambda: set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=late, past=True),
        lambda: set_target(calls, by=ada, member=raj, period_kind="month", quantity=5, effective_from=late, past=True),
        lambda: verbs.add_leave(rita, by=ada, starts_on=late, ends_on=date(2026, 3, 20)),
        lambda: verbs.set_holiday(date(2026, 3, 24), by=ada, name="Party", share=Decimal("0.5")),
        lambda: verbs.set_working_pattern(
            raj, by=ada, effective_from=date(2026, 3, 2), capacities=["1", "1", "0.5", "0", "0", "0", "0"]
        ),
        lambda: verbs.end_role(raj.role_assignments.get(), by=ada, ends_on=late),
        lambda: verbs.edit_member(rita, by=ada, country="NZ", region="OTA"),
        lambda: closed.append(closing.close(MARCH, by=ada)),
        lambda: closing.lock(closed[0], by=ada),
        lambda: map_type(calls, call, by=ada, weight=1),
        lambda: closing.unlock(closed[0], by=ada),
    ]
    with_kept = {12, 13}
    for number, change in enumerate(changes):
        before = now()
        change()
        if number in with_kept:
            # A locked month stays as it was, whatever rules say: `now` shows that too.
            assert now() == before
        both_agree()
        record(first, call, rita) if number not in with_kept else None
        both_agree()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_what_is_recorded_lies_on_the_day_of_the_zone_that_was_saved_last(
    servers: list[Server], ada: Member, rita: Member, call: ActivityType
) -> None:
    def days() -> list[str]:
        given = {"activity_type_id": call.pk, "owner_id": rita.pk, "at": "2026-03-01T20:00:00+00:00"}
        return [one.ask("POST", "activities", given)["completed_on"] for one in servers * 2]

    assert days() == ["2026-03-02"] * 4
    verbs.edit_profile(rita, by=rita, time_zone="Europe/Berlin")
    assert days() == ["2026-03-01"] * 4
    verbs.edit_profile(rita, by=rita, time_zone="")
    verbs.edit_organisation(by=ada, time_zone="America/New_York")
    assert days() == ["2026-03-01"] * 4
    verbs.edit_organisation(by=ada, time_zone="Pacific/Kiritimati")
    assert days() == ["2026-03-02"] * 4
