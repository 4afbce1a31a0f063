"""Moved to `pacesetter.wording.periods`."""

from pacesetter.wording.periods import CURRENT_LABELS as CURRENT_LABELS
from pacesetter.wording.periods import KIND_LABELS as KIND_LABELS
from pacesetter.wording.periods import LAST_TWELVE as LAST_TWELVE
from pacesetter.wording.periods import day_label as day_label
from pacesetter.wording.periods import period_label as period_label
from pacesetter.wording.periods import short_period_label as short_period_label
