"""The end of every verb on people: what a change means for figures, and its place in the history."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pacesetter import events
from pacesetter.people.models import Member
from pacesetter.tenancy.models import touch_settings

# A dated change that reaches back as far as there are days; None would mean a rule without dates, which leaves locked
# periods as they are.
FROM_THE_BEGINNING: Final = date.min


class NoFigures:
    """No figure depends on the change."""


NO_FIGURES: Final = NoFigures()


def settle(
    verb: str,
    subject: tuple[str, int],
    *,
    by: Member | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    since: date | NoFigures | None = NO_FIGURES,
) -> None:
    """Record the event, and say where figures depend on the change.

    `since` is the first day whose figures may change, None for a rule without dates. Call it after the rows are
    written: where a closed and locked period would change, it raises a `Refusal` and the transaction undoes everything.
    """
    by_id = by.pk if by else None
    if not isinstance(since, NoFigures):
        touch_settings(by_id=by_id, reason=reason, cause=verb, since=since)
    data: dict[str, Any] = {"before": dict(before or {}), "after": dict(after or {})}
    if reason:
        data["reason"] = reason
    kind, subject_id = subject
    events.record(verb, kind, subject_id, by_id=by_id, data=data)
