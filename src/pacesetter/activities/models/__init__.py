"""Activities: the only facts from which figures are made."""

from pacesetter.activities.models.activity import Activity, Provenance, Status
from pacesetter.activities.models.activity_type import ActivityType, ActivityTypeOutcome, Outcome, OutcomeMeaning
from pacesetter.activities.models.attendance import ActivityContact, ActivityParticipant
from pacesetter.activities.models.call_cycle import CallCycle, CycleUnit
from pacesetter.activities.models.next_step import (
    NextStep,
    NextStepOutcome,
    StepFrom,
    StepMode,
    StepOwner,
    StepTaken,
    StepUnit,
)
from pacesetter.activities.models.offline_deed import OfflineDeed
from pacesetter.activities.models.series import Occurrence, RepeatUnit, Series

__all__ = [
    "Activity",
    "ActivityContact",
    "ActivityParticipant",
    "ActivityType",
    "ActivityTypeOutcome",
    "CallCycle",
    "CycleUnit",
    "NextStep",
    "NextStepOutcome",
    "Occurrence",
    "OfflineDeed",
    "Outcome",
    "OutcomeMeaning",
    "Provenance",
    "RepeatUnit",
    "Series",
    "Status",
    "StepFrom",
    "StepMode",
    "StepOwner",
    "StepTaken",
    "StepUnit",
]
