"""What can be done to an activity. Each verb lives once, here; doors only translate.

A verb guards, changes the row, brings the totals up to date, records an event and calls the category's hook, all in
one transaction.
"""

from pacesetter.activities.verbs.call_cycle import end_call_cycle, pause_call_cycle, resume_call_cycle, set_call_cycle
from pacesetter.activities.verbs.cancel import cancel
from pacesetter.activities.verbs.complete import complete
from pacesetter.activities.verbs.delete import delete
from pacesetter.activities.verbs.edit import edit
from pacesetter.activities.verbs.log import log
from pacesetter.activities.verbs.mark_duplicate import mark_duplicate
from pacesetter.activities.verbs.next_step import drop_next_step, take_next_step
from pacesetter.activities.verbs.plan import plan
from pacesetter.activities.verbs.reopen import reopen
from pacesetter.activities.verbs.repeat import repeat, stop_repeating
from pacesetter.activities.verbs.reschedule import reschedule
from pacesetter.activities.verbs.restore import restore
from pacesetter.activities.verbs.snooze import snooze
from pacesetter.activities.verbs.take_back import take_back
from pacesetter.activities.verbs.undo_edit import undo_edit

__all__ = [
    "cancel",
    "complete",
    "delete",
    "drop_next_step",
    "edit",
    "end_call_cycle",
    "log",
    "mark_duplicate",
    "pause_call_cycle",
    "plan",
    "reopen",
    "repeat",
    "reschedule",
    "restore",
    "resume_call_cycle",
    "set_call_cycle",
    "snooze",
    "stop_repeating",
    "take_back",
    "take_next_step",
    "undo_edit",
]
