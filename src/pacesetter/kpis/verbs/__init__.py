"""What can be done to KPIs, their mappings and targets. Only administrators do it.

A verb guards, writes, says that settings changed (closed periods are seen to) and records an event, all in one
transaction. The caller's object stays as it was; the row as it is now is returned. `by=None` is the product itself.
The pace's thresholds, the score's cap and the calendar belong to the organisation: `people.verbs.edit_organisation`.
"""

from pacesetter.kpis.verbs.add_kpi import add_kpi
from pacesetter.kpis.verbs.archive_kpi import archive_kpi
from pacesetter.kpis.verbs.copy_targets import copy_targets
from pacesetter.kpis.verbs.edit_kpi import KpiEdits, edit_kpi
from pacesetter.kpis.verbs.map_role import map_role
from pacesetter.kpis.verbs.map_type import map_type
from pacesetter.kpis.verbs.order_kpis import order_kpis
from pacesetter.kpis.verbs.remove_kpi import remove_kpi
from pacesetter.kpis.verbs.remove_target import remove_target
from pacesetter.kpis.verbs.restore_kpi import restore_kpi
from pacesetter.kpis.verbs.set_counted_outcomes import set_counted_outcomes
from pacesetter.kpis.verbs.set_ramp import set_ramp
from pacesetter.kpis.verbs.set_target import set_target
from pacesetter.kpis.verbs.set_targets import TargetSteps, set_targets
from pacesetter.kpis.verbs.unmap_role import unmap_role
from pacesetter.kpis.verbs.unmap_type import unmap_type

__all__ = [
    "KpiEdits",
    "TargetSteps",
    "add_kpi",
    "archive_kpi",
    "copy_targets",
    "edit_kpi",
    "map_role",
    "map_type",
    "order_kpis",
    "remove_kpi",
    "remove_target",
    "restore_kpi",
    "set_counted_outcomes",
    "set_ramp",
    "set_target",
    "set_targets",
    "unmap_role",
    "unmap_type",
]
