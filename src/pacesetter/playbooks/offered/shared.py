"""How activities end, and activities that several playbooks have alike."""

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks.playbook import PlaybookType

CONNECTED, VOICEMAIL, NO_ANSWER = _("Connected"), _("Voicemail"), _("No answer")
HELD, NO_SHOW = _("Held"), _("No-show")
CALL_ENDS = (CONNECTED, VOICEMAIL, NO_ANSWER)
# How a call ends that reached nobody.
IN_VAIN = (VOICEMAIL, NO_ANSWER)
MEETING_ENDS = (HELD, NO_SHOW)

CHECK_IN_CALL = PlaybookType(
    _("Check-in call"), "phone_call", 12, "2", CALL_ENDS, needs_outcome=True, tries_again=IN_VAIN
)
FOLLOW_UP_EMAIL = PlaybookType(_("Follow-up e-mail"), "email", 5, "0.5")
PROPOSAL = PlaybookType(_("Send proposal"), "follow_up", 45, "8")
ORDER = PlaybookType(_("Order signed"), "other", 20, "25")
COMPLAINT = PlaybookType(_("Complaint"), "other", 30, "0")
