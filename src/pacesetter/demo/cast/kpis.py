"""What the demo organisation measures, over which activity types, and of whom it is expected."""

from dataclasses import dataclass, field

from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.people import Role

_CALLS = (types.PROSPECTING_CALL, types.CHECK_IN_CALL)
_MEETINGS = (types.DISCOVERY_MEETING, types.PRODUCT_DEMO)
_EVERYTHING = tuple(t for t in types.TYPES if t.points != "0")
_FACE_TO_FACE = (types.DISCOVERY_CALL, *_MEETINGS, types.ACCOUNT_REVIEW, types.WORKSHOP)


@dataclass(frozen=True)
class KpiOf:
    """A KPI. `weights` holds the weight of activity types that count other than once; `roles` the weight of the KPI in
    the score of each role that has it."""

    name: str
    measure: str
    types: tuple[TypeOf, ...] = ()
    roles: dict[Role, str] = field(default_factory=dict)
    moment: str = "completed"
    credit: str = "owner"
    direction: str = "more"
    outcomes: tuple[str, ...] = ()
    weights: dict[TypeOf, str] = field(default_factory=dict)
    numerator: str = ""
    denominator: str = ""


CALLS = KpiOf("Calls", "count", _CALLS, {Role.SDR: "1", Role.BDM: "1", Role.AM: "1"})
CONVERSATIONS = KpiOf("Conversations", "count", _CALLS, {Role.SDR: "2"}, outcomes=(types.CONNECTED,))
CONNECT_RATE = KpiOf(
    "Connect rate", "ratio", roles={Role.SDR: "1"}, numerator="Conversations", denominator="Calls"
)  # fmt: skip
EMAILS = KpiOf("E-mails sent", "count", (types.PROSPECTING_EMAIL, types.FOLLOW_UP_EMAIL), {Role.SDR: "1"})
# Whoever arranges a meeting has the credit, in whose calendar it may be.
BOOKED = KpiOf(
    "Meetings booked", "count", _MEETINGS, {Role.SDR: "3", Role.BDM: "1"}, moment="booked", credit="creator"
)  # fmt: skip
# A call of half an hour counts for half a meeting.
MEETINGS_HELD = KpiOf(
    "Meetings held", "count", (types.DISCOVERY_CALL, *_MEETINGS), {Role.BDM: "2"}, outcomes=(types.HELD,),
    weights={types.DISCOVERY_CALL: "0.5"},
)  # fmt: skip
REACHED = KpiOf(
    "Companies reached", "companies", (*_CALLS, *_FACE_TO_FACE), {Role.BDM: "1", Role.AM: "1"},
    outcomes=(types.CONNECTED, types.HELD),
)  # fmt: skip
# Who does the work has the credit, also where it was planned for a colleague.
PROPOSALS = KpiOf("Proposals sent", "count", (types.PROPOSAL,), {Role.BDM: "1", Role.SE: "1"}, credit="completer")
ORDER_VALUE = KpiOf("Order value", "value", (types.ORDER,), {Role.BDM: "3", Role.AM: "3"})
REVIEWS = KpiOf("Account reviews", "count", (types.ACCOUNT_REVIEW,), {Role.AM: "2"}, outcomes=(types.HELD,))
CUSTOMER_TIME = KpiOf(
    "Minutes with customers", "minutes", (*_CALLS, *_FACE_TO_FACE), {Role.AM: "1", Role.SE: "2"},
    outcomes=(types.CONNECTED, types.HELD),
)  # fmt: skip
DEMOS = KpiOf(
    "Demos supported", "count", (types.PRODUCT_DEMO, types.WORKSHOP), {Role.SE: "2"}, credit="participants",
    outcomes=(types.HELD,),
)  # fmt: skip
POINTS = KpiOf("Activity points", "points", _EVERYTHING, {Role.BDM: "1", Role.SDR: "1", Role.AM: "1", Role.SE: "1"})
NO_SHOWS = KpiOf(
    "No-shows", "count", (types.DISCOVERY_CALL, *_MEETINGS), {Role.BDM: "1"}, direction="less",
    outcomes=(types.NO_SHOW,),
)  # fmt: skip
COMPLAINTS = KpiOf("Complaints", "count", (types.COMPLAINT,), {Role.AM: "1"}, direction="less")

KPIS: tuple[KpiOf, ...] = (
    CALLS, CONVERSATIONS, CONNECT_RATE, EMAILS, BOOKED, MEETINGS_HELD, REACHED, PROPOSALS, ORDER_VALUE, REVIEWS,
    CUSTOMER_TIME, DEMOS, POINTS, NO_SHOWS, COMPLAINTS,
)  # fmt: skip
