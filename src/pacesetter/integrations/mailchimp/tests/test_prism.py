"""The whole way over the network, to a server that Prism makes of the contract: it refuses every request that the
contract does not allow, and makes up answers that it does."""

import json
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tools.boot.frontend import node
from tools.boot.places import ROOT

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.core.http import Rules, networks
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import save_contact_list
from pacesetter.integrations.mailchimp.tests.contract import contract
from pacesetter.integrations.mailchimp.tests.fake import KEY
from pacesetter.integrations.models import AudienceFill, Campaign, Connection, ConnectionState, SentRequest
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.integrations.verbs.audience_fills import agree_to_fill, begin_fill
from pacesetter.integrations.verbs.set_webhooks import set_webhooks
from pacesetter.people.models import Member


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where Prism listens."""
    prism = ROOT / "node_modules" / ".bin" / "prism"
    assert prism.exists(), "run `make prepare`: Prism is missing"
    document = tmp_path / "contract.json"
    # An answer that counts more people than were sent is refused here; made up, it would.
    added = contract()["paths"]["/lists/{list_id}"]["post"]["responses"]["200"]["content"]["application/json"]
    added["example"] = {"new_members": [], "updated_members": [], "errors": [], "total_created": 1}
    # It looks for paths as they are, whatever the document's servers say.
    paths = {f"/3.0{path}": asked for path, asked in contract()["paths"].items()}
    document.write_text(json.dumps({**contract(), "paths": paths, "servers": []}), encoding="utf-8")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [*map(str, node()), str(prism), "mock", "--errors", "--host", "127.0.0.1", "--port", str(port), str(document)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "is listening" in line:
            break
    assert "is listening" in said[-1], "".join(said)
    # What nobody reads would fill the pipe, and stop it.
    threading.Thread(target=process.stdout.read, daemon=True).start()
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def test_every_request_is_allowed_and_every_answer_is_read(
    address: str, ada: Member, rita: Member, initech: Company, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://kpi.example"
    ports = frozenset({int(address.rpartition(":")[2])})
    settings.INTEGRATION_RULES = Rules(allowed_networks=networks(["127.0.0.0/8"]), ports=ports, plain_http=True)
    ActivityType.objects.create(name="Newsletter", category="email_campaign")
    Contact.objects.create(name="Jane van Doe", email="jane@initech.example", company=initech)

    row = begin_connection(by=ada, provider="mailchimp", way="key", given={"api_key": KEY})
    # The form takes https alone; the server here has no certificate.
    Connection.objects.filter(pk=row.pk).update(settings={**row.settings, "api_url": address})
    row = check_connection(Connection.objects.get(pk=row.pk), by=ada)
    for kind in ("look_for_campaigns", "read_audiences"):
        jobs.enqueue(f"integrations.{kind}", {"connection": row.pk} if kind == "read_audiences" else {})
        jobs.run_due()
    set_webhooks(row, by=ada, wanted=True)
    jobs.run_due()
    fill = begin_fill(row, by=ada, audience_id="string", chosen=save_contact_list(by=ada, name="Everybody"))
    agree_to_fill(fill, by=ada, have_consented=True)
    jobs.run_due()
    set_webhooks(row, by=ada, wanted=False)
    jobs.run_due()

    asked = SentRequest.objects.order_by("pk")
    wrong = [(one.method, one.address, one.status, one.received) for one in asked if one.failure_kind]
    assert wrong == []
    row.refresh_from_db()
    assert row.state == ConnectionState.CONNECTED
    methods = {(one.method, one.address.partition("?")[0].removeprefix(f"{address}/3.0")) for one in asked}
    assert {("GET", "/campaigns"), ("GET", "/lists"), ("POST", "/lists/string")} <= methods
    assert ("POST", "/lists/string/webhooks") in methods
    assert any(method == "DELETE" and "/webhooks/" in path for method, path in methods)
    assert Campaign.objects.count() <= 1
    fill = AudienceFill.objects.get()
    assert fill.done == fill.total == 1
