"""What another system answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pacesetter.integrations.failure import Failure, FailureKind


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. Header names are in lower case. `is_pretended` in a dry run, where nothing was sent."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_pretended: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The answer as JSON. Raises a temporary `Failure` where it is none: proxies in between answer in HTML."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise Failure(FailureKind.TEMPORARY, "The answer was not JSON.", status=self.status) from None

    def json_or_none(self) -> Any:
        """The same, None where it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None
