"""The recorded twin of another system: it answers what was recorded, and nothing else."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pacesetter.core.http import ConnectionFailed, FetchError
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing


@dataclass
class Recording:
    """One exchange: what is asked, and what comes back, or why nothing does."""

    method: str
    path: str
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    error: FetchError | None = None

    def answer(self) -> Answer:
        if self.error is not None:
            raise self.error
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return Answer(self.status, {name.lower(): value for name, value in self.headers.items()}, body)


class Recorded:
    """Plays exchanges in the order in which each was recorded; a request that was not recorded finds nobody."""

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self.left = list(recordings)
        self.asked: list[Outgoing] = []

    def __call__(self, request: Outgoing) -> Answer:
        self.asked.append(request)
        path = urlsplit(request.url).path
        for number, one in enumerate(self.left):
            if (one.method, one.path) == (request.method, path):
                return self.left.pop(number).answer()
        raise ConnectionFailed(f"{request.method} {path} was not recorded")

    @property
    def paths(self) -> list[str]:
        return [f"{one.method} {urlsplit(one.url).path}" for one in self.asked]
