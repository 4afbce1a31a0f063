"""A category that remembers what it was told, so that tests see which hooks a verb calls and when."""

from collections.abc import Iterator

import pytest

from pacesetter.activities.category import Category, categories
from pacesetter.activities.models import Activity
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member


class Recording(Category):
    """Stands in for phone calls."""

    key = "phone_call"
    label = "Phone call"
    symbol = "phone"

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.refuses = ""

    def _hear(self, hook: str, activity: Activity) -> None:
        self.told.append((hook, activity.status))
        if hook == self.refuses:
            raise Refusal("The line is dead.")

    def planned(self, activity: Activity, *, by: Member | None) -> None:
        self._hear("planned", activity)

    def changed(self, activity: Activity, *, by: Member | None, before: dict[str, object]) -> None:
        self._hear("changed", activity)

    def completed(self, activity: Activity, *, by: Member | None) -> None:
        self._hear("completed", activity)

    def cancelled(self, activity: Activity, *, by: Member | None) -> None:
        self._hear("cancelled", activity)

    def reopened(self, activity: Activity, *, by: Member | None) -> None:
        self._hear("reopened", activity)


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recording]:
    """The category of phone calls during the test."""
    recording = Recording()
    monkeypatch.setitem(categories(), "phone_call", recording)
    yield recording
