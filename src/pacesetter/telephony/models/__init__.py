"""The tables of reported calls."""

from pacesetter.telephony.models.call import Call, CallState
from pacesetter.telephony.models.line import MemberLine
from pacesetter.telephony.models.report import CallReport
from pacesetter.telephony.models.source import CallSource

__all__ = ["Call", "CallReport", "CallSource", "CallState", "MemberLine"]
