"""A firm that sells the work of its people: partners win it, consultants deliver and find more."""

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks.offered.shared import CHECK_IN_CALL, CONNECTED, HELD, MEETING_ENDS, NO_SHOW, ORDER, PROPOSAL
from pacesetter.playbooks.playbook import Expected, Playbook, PlaybookKpi, PlaybookRole, PlaybookType

INTRODUCTION = PlaybookType(_("Introduction"), "meeting", 30, "6", MEETING_ENDS, needs_outcome=True)
SCOPING = PlaybookType(_("Scoping workshop"), "meeting", 120, "12", MEETING_ENDS, needs_outcome=True)
STEERING = PlaybookType(_("Steering meeting"), "meeting", 60, "6", MEETING_ENDS, needs_outcome=True)
REFERRAL = PlaybookType(_("Referral asked for"), "follow_up", 10, "3")
JOB = PlaybookType(_("Job set up"), "workflowmax_job", 30, "5")

_MEETINGS = (INTRODUCTION, SCOPING, STEERING)

INTRODUCTIONS = PlaybookKpi(_("Introductions booked"), counts=(INTRODUCTION,), moment="booked", credit="creator")
WORKSHOPS = PlaybookKpi(_("Scoping workshops"), counts=(SCOPING,), outcomes=(HELD,), credit="participants")
PROPOSALS = PlaybookKpi(_("Proposals sent"), counts=(PROPOSAL,))
SIGNED = PlaybookKpi(_("Engagements signed"), counts=(ORDER,))
WIN_RATE = PlaybookKpi(_("Win rate"), "ratio", numerator=SIGNED, denominator=PROPOSALS)
FEES = PlaybookKpi(_("Fees signed"), "value", counts=(ORDER,))
CHECK_INS = PlaybookKpi(
    _("Clients spoken to"), "companies", counts=(CHECK_IN_CALL, STEERING), outcomes=(CONNECTED, HELD)
)
REFERRALS = PlaybookKpi(_("Referrals asked for"), counts=(REFERRAL,))
NO_SHOWS = PlaybookKpi(_("No-shows"), counts=_MEETINGS, outcomes=(NO_SHOW,), direction="less")

PARTNER = PlaybookRole(
    _("Client Partner"),
    (
        Expected(INTRODUCTIONS, "3", "week"),
        Expected(WORKSHOPS, "4", "month", weight="2"),
        Expected(PROPOSALS, "4", "month"),
        Expected(WIN_RATE, "0.4", "quarter"),
        Expected(NO_SHOWS, "2", "month"),
        Expected(FEES, weight="3"),
    ),
)
CONSULTANT = PlaybookRole(
    _("Consultant"),
    (
        Expected(CHECK_INS, "8", "month", weight="2"),
        Expected(REFERRALS, "4", "month"),
        Expected(WORKSHOPS, "2", "month"),
    ),
)

PROFESSIONAL_SERVICES = Playbook(
    "professional_services",
    _("Professional services"),
    _("Client Partners win engagements, Consultants keep clients close and open the next door."),
    (PARTNER, CONSULTANT),
    others=(JOB,),
)
