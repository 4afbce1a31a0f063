"""Moved to `pacesetter.wording.amounts`."""

from pacesetter.wording.amounts import amount as amount
from pacesetter.wording.amounts import unit as unit
