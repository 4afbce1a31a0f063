"""What is wrong with a connection, and what a person must do, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.integrations.failure import FailureKind

# What the queue calls a job -> what people call it. One that is not here is shown as it is called.
DEEDS = {
    "integrations.send_job": gettext_lazy("Making a job"),
    "integrations.read_job_lists": gettext_lazy("Reading templates, categories and staff"),
    "integrations.follow_jobs": gettext_lazy("Asking what has changed with jobs"),
    "integrations.find_campaigns": gettext_lazy("Looking for campaigns"),
    "integrations.follow_campaign": gettext_lazy("Reading a campaign"),
    "integrations.set_up_webhooks": gettext_lazy("Setting up reports"),
    "integrations.read_audiences": gettext_lazy("Reading audiences"),
    "integrations.fill_audience": gettext_lazy("Filling an audience"),
    "integrations.hear_of_campaign": gettext_lazy("Acting upon a report"),
}


def advice(kind: str, way: str, said: str) -> str:
    """What to do about a failure of this kind. `said` are the other side's words, put behind."""
    if kind == FailureKind.AUTHORISATION and way == "oauth":
        what = _("The other system does not let us in any more. Connect again, to consent anew.")
    elif kind == FailureKind.AUTHORISATION:
        what = _("The other system does not accept the key. Enter one that is valid.")
    elif kind == FailureKind.CONFIGURATION:
        what = _("Something in the settings is not right, here or in the other system. Correct it, then check again.")
    elif kind == FailureKind.TEMPORARY:
        what = _("The other system can't be reached now. It is tried again by itself; check again in some minutes.")
    else:
        what = _("The other system refused what was asked. Change what it says, then try again.")
    return f"{what} {_('It said: %(words)s') % {'words': said}}" if said else what
