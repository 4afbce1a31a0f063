"""Events: what happened, to what, by whom. Append-only, and kept so by triggers in the database.

    events.record("activity.completed", "activity", activity.pk, by_id=by.pk, data={"changed": {...}})

Everything that tells of the past (timeline, audit, webhooks, notifications) reads from here.
"""

from pacesetter.events.changes import changes
from pacesetter.events.erasing import erasing
from pacesetter.events.noting import noting
from pacesetter.events.recording import Entry, record, record_many

__all__ = ["Entry", "changes", "erasing", "noting", "record", "record_many"]
