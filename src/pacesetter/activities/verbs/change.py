"""The frame of every verb on an existing activity: lock, change, save, post, record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from pacesetter import events
from pacesetter.activities.facts import facts_of
from pacesetter.activities.ledger import FactChange, post
from pacesetter.activities.locking import locked
from pacesetter.activities.models import Activity
from pacesetter.activities.verbs import guards
from pacesetter.core import clock
from pacesetter.people.models import Member

# What no history needs to say.
SILENT = frozenset({"updated_at"})


def plain(value: object) -> object:
    """A value as an event keeps it."""
    return value if value is None or isinstance(value, bool | int | str | dict | list) else str(value)


@contextmanager
def changing(activity: Activity, verb: str, *, by: Member | None, reason: str = "") -> Iterator["Change"]:
    """Lock the activity, let the block change it, then save it with totals and history, or leave no trace.

    The caller's object shows the new state afterwards.
    """
    with transaction.atomic():
        row = locked(activity.pk, "owner")
        guards.of_this_house(by, row.organisation_id)
        change = Change(row)
        yield change
        if not change.save():
            return
        post(
            FactChange(
                organisation_id=row.organisation_id,
                activity_id=row.pk,
                before=change.facts,
                after=facts_of(row),
                member_ids=change.member_ids(),
                by_id=by.pk if by else None,
                reason=reason,
                cause=f"activity.{verb}",
                touches_company="company_id" in change.new,
                touches_participants="participants" in change.new,
                touches_completer="completed_by_id" in change.new,
                is_new=False,
            )
        )
        data: dict[str, Any] = {"before": change.old, "after": change.new}
        if reason:
            data["reason"] = reason
        events.record(f"activity.{verb}", "activity", row.pk, by_id=by.pk if by else None, data=data)
    for name in row.__dict__.keys() - {"_state"}:
        activity.__dict__[name] = row.__dict__[name]


class Change:
    """One activity while a verb works on it, with its values and its facts as they were before."""

    def __init__(self, row: Activity) -> None:
        self.row = row
        self.facts = facts_of(row)
        self.others: set[int] = set()
        self.old: dict[str, object] = {}
        self.new: dict[str, object] = {}
        self._values = self._snapshot()

    def _snapshot(self) -> dict[str, object]:
        return {field.attname: getattr(self.row, field.attname) for field in Activity._meta.concrete_fields}

    def note(self, name: str, old: object, new: object) -> None:
        """Let the history say that something beside the row's own columns changed."""
        self.old[name], self.new[name] = plain(old), plain(new)

    def save(self) -> bool:
        """Write the columns that changed. False where nothing did."""
        now = self._snapshot()
        changed = [name for name, value in now.items() if value != self._values[name]]
        if not changed and not self.new:
            return False
        for name in changed:
            if name not in SILENT:
                self.note(name, self._values[name], now[name])
        self.row.updated_at = clock.now()
        self.row.save(update_fields=[*changed, "updated_at"])
        return True

    def member_ids(self) -> frozenset[int]:
        """All who may have credit for the activity before or after."""
        names = ("owner_id", "booked_for_id", "created_by_id", "completed_by_id")
        ids = {self._values[name] for name in names} | {getattr(self.row, name) for name in names} | self.others
        return frozenset(member_id for member_id in ids if isinstance(member_id, int))
