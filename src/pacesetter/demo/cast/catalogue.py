"""What the demo organisation calls its activities, and how they can end."""

from dataclasses import dataclass

CONNECTED, VOICEMAIL, NO_ANSWER = "Connected", "Voicemail", "No answer"
HELD, NO_SHOW = "Held", "No-show"
OUTCOMES = (CONNECTED, VOICEMAIL, NO_ANSWER, HELD, NO_SHOW)


@dataclass(frozen=True)
class TypeOf:
    """An activity type."""

    name: str
    category: str
    default_minutes: int
    points: str
    outcomes: tuple[str, ...] = ()
    needs_outcome: bool = False


_CALL_ENDS = (CONNECTED, VOICEMAIL, NO_ANSWER)
_MEETING_ENDS = (HELD, NO_SHOW)

PROSPECTING_CALL = TypeOf("Prospecting call", "phone_call", 4, "1", _CALL_ENDS, needs_outcome=True)
DISCOVERY_CALL = TypeOf("Discovery call", "phone_call", 30, "4", _MEETING_ENDS, needs_outcome=True)
CHECK_IN_CALL = TypeOf("Check-in call", "phone_call", 12, "2", _CALL_ENDS, needs_outcome=True)
PROSPECTING_EMAIL = TypeOf("Prospecting e-mail", "email", 4, "0.5")
FOLLOW_UP_EMAIL = TypeOf("Follow-up e-mail", "email", 5, "0.5")
DISCOVERY_MEETING = TypeOf("Discovery meeting", "meeting", 45, "6", _MEETING_ENDS, needs_outcome=True)
PRODUCT_DEMO = TypeOf("Product demo", "meeting", 60, "10", _MEETING_ENDS, needs_outcome=True)
ACCOUNT_REVIEW = TypeOf("Account review", "meeting", 60, "8", _MEETING_ENDS, needs_outcome=True)
WORKSHOP = TypeOf("Technical workshop", "meeting", 120, "12", _MEETING_ENDS, needs_outcome=True)
PROPOSAL = TypeOf("Send proposal", "follow_up", 45, "8")
CHASE = TypeOf("Chase decision", "follow_up", 10, "1")
NEWSLETTER = TypeOf("Newsletter", "email_campaign", 90, "10")
ORDER = TypeOf("Order signed", "other", 20, "25")
COMPLAINT = TypeOf("Complaint", "other", 30, "0")
PREPARATION = TypeOf("Preparation", "other", 30, "0")

TYPES: tuple[TypeOf, ...] = (
    PROSPECTING_CALL,
    DISCOVERY_CALL,
    CHECK_IN_CALL,
    PROSPECTING_EMAIL,
    FOLLOW_UP_EMAIL,
    DISCOVERY_MEETING,
    PRODUCT_DEMO,
    ACCOUNT_REVIEW,
    WORKSHOP,
    PROPOSAL,
    CHASE,
    NEWSLETTER,
    ORDER,
    COMPLAINT,
    PREPARATION,
)
