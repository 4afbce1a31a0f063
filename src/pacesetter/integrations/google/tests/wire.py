"""Google's own client (`googleapiclient`), whose requests our imitation answers."""

from collections.abc import Mapping
from typing import Any

import httplib2  # type: ignore[import-untyped]
from googleapiclient.discovery import build  # type: ignore[import-untyped]

from pacesetter.integrations.google.tests.fake import FakeGoogle
from pacesetter.integrations.sending import Outgoing


class Wire(httplib2.Http):  # type: ignore[misc]
    """What the client takes for the network."""

    def __init__(self, fake: FakeGoogle) -> None:
        super().__init__()
        self._fake = fake

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Mapping[str, str] | None = None, **_more: Any
    ) -> tuple[httplib2.Response, bytes]:
        given = {**(headers or {}), "Authorization": f"Bearer {self._fake.access}"}
        content = body.encode() if isinstance(body, str) else body or b""
        answer = self._fake(Outgoing(method, uri, given, content))
        return httplib2.Response({"status": str(answer.status), **answer.headers}), answer.body


def their_client(fake: FakeGoogle) -> Any:
    """The client for Calendar v3, built from the description that it brings along."""
    return build("calendar", "v3", http=Wire(fake), static_discovery=True, cache_discovery=False)
