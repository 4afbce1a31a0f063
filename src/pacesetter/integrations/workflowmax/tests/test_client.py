"""Lists of API V2, page by page: empty ones, and those that end exactly with a page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from pacesetter import jobs
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.models import Connection, JobLists, OrderState
from pacesetter.integrations.sending import Outgoing, answered_by
from pacesetter.integrations.workflowmax import client
from pacesetter.integrations.workflowmax.client import WorkflowMaxJobs
from pacesetter.integrations.workflowmax.tests.conftest import Plan, order_of
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, an_id


class Paged:
    """Clients in pages, with `total` or without."""

    def __init__(self, count: int, *, tells_total: bool) -> None:
        self.rows = [{"uuid": an_id(number), "name": f"Client {number}"} for number in range(count)]
        self.tells_total = tells_total
        self.pages: list[int] = []

    def __call__(self, request: Outgoing) -> Answer:
        query = parse_qs(urlsplit(request.url).query)
        page, size = int(query["page"][0]), int(query["pageSize"][0])
        self.pages.append(page)
        total = {"total": len(self.rows)} if self.tells_total else {}
        body = {"data": self.rows[(page - 1) * size : page * size], **total}
        return Answer(200, {"content-type": "application/json"}, json.dumps(body).encode())


@pytest.mark.parametrize(
    ("count", "tells_total", "pages"),
    [
        (0, True, [1]),
        (0, False, [1]),
        (3, True, [1, 2]),
        (4, True, [1, 2]),
        (4, False, [1, 2, 3]),
        (5, False, [1, 2, 3]),
    ],
)
def test_each_row_is_read_once_and_the_end_is_found(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, count: int, tells_total: bool, pages: list[int]
) -> None:
    monkeypatch.setattr(client, "_PAGE", 2)
    other_side = Paged(count, tells_total=tells_total)
    with answered_by(other_side), Caller(connection) as caller:
        found = WorkflowMaxJobs(caller).find_clients("Client")
    assert [one.name for one in found] == [f"Client {number}" for number in range(count)]
    assert other_side.pages == pages


def test_a_new_account_without_anything_is_connected_all_the_same(connection: Connection, wfm: FakeWorkflowMax) -> None:
    wfm.templates, wfm.categories, wfm.staff = [], [], []
    jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})
    jobs.run_due()
    kept = JobLists.objects.get(connection=connection).lists
    assert (kept["templates"], kept["categories"], kept["staff"]) == ([], [], [])
    connection.refresh_from_db()
    assert connection.state == "connected"


def test_without_any_status_it_is_said_what_to_do(plan: Plan, wfm: FakeWorkflowMax) -> None:
    order = order_of(plan())
    wfm.statuses = []
    jobs.run_due()
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert wfm.jobs == []
