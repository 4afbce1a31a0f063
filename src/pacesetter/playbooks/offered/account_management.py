"""A team that keeps and grows the customers there are."""

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks.offered.shared import (
    CHECK_IN_CALL,
    COMPLAINT,
    CONNECTED,
    FOLLOW_UP_EMAIL,
    HELD,
    MEETING_ENDS,
    ORDER,
    PROPOSAL,
)
from pacesetter.playbooks.playbook import Expected, Playbook, PlaybookKpi, PlaybookRole, PlaybookType

ACCOUNT_REVIEW = PlaybookType(_("Account review"), "meeting", 60, "8", MEETING_ENDS, needs_outcome=True)
VISIT = PlaybookType(_("Customer visit"), "meeting", 90, "8", MEETING_ENDS, needs_outcome=True)
NEWSLETTER = PlaybookType(_("Newsletter"), "email_campaign", 90, "10")

_WITH_CUSTOMERS = (CHECK_IN_CALL, ACCOUNT_REVIEW, VISIT)
_MET = (CONNECTED, HELD)

CHECK_INS = PlaybookKpi(_("Check-in calls"), counts=(CHECK_IN_CALL,))
REACHED = PlaybookKpi(_("Customers reached"), "companies", counts=_WITH_CUSTOMERS, outcomes=_MET)
REVIEWS = PlaybookKpi(_("Account reviews"), counts=(ACCOUNT_REVIEW,), outcomes=(HELD,))
CUSTOMER_TIME = PlaybookKpi(_("Minutes with customers"), "minutes", counts=_WITH_CUSTOMERS, outcomes=_MET)
UPSELLS = PlaybookKpi(_("Proposals sent"), counts=(PROPOSAL,))
ORDER_VALUE = PlaybookKpi(_("Order value"), "value", counts=(ORDER,))
COMPLAINTS = PlaybookKpi(_("Complaints"), counts=(COMPLAINT,), direction="less")

ACCOUNT_MANAGER = PlaybookRole(
    _("Account Manager"),
    (
        Expected(CHECK_INS, "25", "week"),
        Expected(REACHED, "40", "month", weight="2"),
        Expected(REVIEWS, "3", "week", weight="2"),
        Expected(CUSTOMER_TIME, "400", "week"),
        Expected(UPSELLS, "4", "month"),
        Expected(COMPLAINTS, "2", "month"),
        Expected(ORDER_VALUE, weight="3"),
    ),
)

ACCOUNT_MANAGEMENT = Playbook(
    "account_management",
    _("Account management"),
    _("Account Managers stay in touch with every customer, review, and grow what is bought."),
    (ACCOUNT_MANAGER,),
    others=(FOLLOW_UP_EMAIL, NEWSLETTER),
)
