"""What can be done to the settings of activities: types, outcomes and next steps. Only administrators do it.

A verb guards, writes, says that settings changed and records an event, all in one transaction. The caller's object
stays as it was; the row as it is now is returned. `by=None` is the product itself.
"""

from pacesetter.activities.settings_verbs.add_activity_type import add_activity_type
from pacesetter.activities.settings_verbs.add_next_step import add_next_step
from pacesetter.activities.settings_verbs.add_outcome import add_outcome
from pacesetter.activities.settings_verbs.archive_activity_type import archive_activity_type
from pacesetter.activities.settings_verbs.archive_next_step import archive_next_step, restore_next_step
from pacesetter.activities.settings_verbs.archive_outcome import archive_outcome
from pacesetter.activities.settings_verbs.edit_activity_type import ActivityTypeEdits, edit_activity_type
from pacesetter.activities.settings_verbs.edit_next_step import edit_next_step
from pacesetter.activities.settings_verbs.edit_outcome import edit_outcome
from pacesetter.activities.settings_verbs.order import order_activity_types, order_outcomes
from pacesetter.activities.settings_verbs.remove_activity_type import remove_activity_type
from pacesetter.activities.settings_verbs.remove_outcome import remove_outcome
from pacesetter.activities.settings_verbs.restore_activity_type import restore_activity_type
from pacesetter.activities.settings_verbs.restore_outcome import restore_outcome
from pacesetter.activities.settings_verbs.set_allowed_outcomes import set_allowed_outcomes

__all__ = [
    "ActivityTypeEdits",
    "add_activity_type",
    "add_next_step",
    "add_outcome",
    "archive_activity_type",
    "archive_next_step",
    "archive_outcome",
    "edit_activity_type",
    "edit_next_step",
    "edit_outcome",
    "order_activity_types",
    "order_outcomes",
    "remove_activity_type",
    "remove_outcome",
    "restore_activity_type",
    "restore_next_step",
    "restore_outcome",
    "set_allowed_outcomes",
]
