"""A team that wins new customers: SDRs open doors, business development managers walk through them."""

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks.offered.shared import (
    CALL_ENDS,
    CONNECTED,
    FOLLOW_UP_EMAIL,
    HELD,
    IN_VAIN,
    MEETING_ENDS,
    NO_SHOW,
    ORDER,
    PROPOSAL,
)
from pacesetter.playbooks.playbook import Counted, Expected, Playbook, PlaybookKpi, PlaybookRole, PlaybookType

PROSPECTING_CALL = PlaybookType(
    _("Prospecting call"), "phone_call", 4, "1", CALL_ENDS, needs_outcome=True, tries_again=IN_VAIN
)
DISCOVERY_CALL = PlaybookType(_("Discovery call"), "phone_call", 30, "4", MEETING_ENDS, needs_outcome=True)
PROSPECTING_EMAIL = PlaybookType(_("Prospecting e-mail"), "email", 4, "0.5")
DISCOVERY_MEETING = PlaybookType(_("Discovery meeting"), "meeting", 45, "6", MEETING_ENDS, needs_outcome=True)
PRODUCT_DEMO = PlaybookType(_("Product demo"), "meeting", 60, "10", MEETING_ENDS, needs_outcome=True)
CHASE = PlaybookType(_("Chase decision"), "follow_up", 10, "1")

_MEETINGS = (DISCOVERY_MEETING, PRODUCT_DEMO)

CALLS = PlaybookKpi(_("Calls"), counts=(PROSPECTING_CALL,))
CONVERSATIONS = PlaybookKpi(_("Conversations"), counts=(PROSPECTING_CALL,), outcomes=(CONNECTED,))
CONNECT_RATE = PlaybookKpi(_("Connect rate"), "ratio", numerator=CONVERSATIONS, denominator=CALLS)
EMAILS = PlaybookKpi(_("E-mails sent"), counts=(PROSPECTING_EMAIL, FOLLOW_UP_EMAIL))
# Whoever arranges a meeting has the credit, in whose calendar it may be.
BOOKED = PlaybookKpi(_("Meetings booked"), counts=_MEETINGS, moment="booked", credit="creator")
# A call of half an hour counts for half a meeting.
MEETINGS_HELD = PlaybookKpi(_("Meetings held"), counts=(*_MEETINGS, Counted(DISCOVERY_CALL, "0.5")), outcomes=(HELD,))
PROPOSALS = PlaybookKpi(_("Proposals sent"), counts=(PROPOSAL,))
ORDER_VALUE = PlaybookKpi(_("Order value"), "value", counts=(ORDER,))
NO_SHOWS = PlaybookKpi(_("No-shows"), counts=(*_MEETINGS, DISCOVERY_CALL), outcomes=(NO_SHOW,), direction="less")

SDR = PlaybookRole(
    _("Sales Development Representative"),
    (
        Expected(CALLS, "40", "day"),
        Expected(CONVERSATIONS, "40", "week", weight="2"),
        Expected(CONNECT_RATE, "0.2", "month"),
        Expected(EMAILS, "60", "week"),
        Expected(BOOKED, "8", "week", weight="3"),
    ),
)
BDM = PlaybookRole(
    _("Business Development Manager"),
    (
        Expected(CALLS, "50", "week"),
        Expected(BOOKED, "6", "week"),
        Expected(MEETINGS_HELD, "5", "week", weight="2"),
        Expected(PROPOSALS, "6", "month"),
        Expected(NO_SHOWS, "3", "month"),
        Expected(ORDER_VALUE, weight="3"),
    ),
)

NEW_BUSINESS = Playbook(
    "new_business",
    _("New-business team"),
    _("SDRs find and book, Business Development Managers meet, propose and win."),
    (BDM, SDR),
    others=(CHASE,),
)
