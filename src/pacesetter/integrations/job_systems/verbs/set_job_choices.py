"""Say what jobs of an activity type are like."""

from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import edit_activity_type
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.job_systems.choices import KEY, JobChoices, written
from pacesetter.integrations.models import Connection
from pacesetter.people.models import Member

LONGEST_DUE = 365


def set_job_choices(activity_type: ActivityType, choices: JobChoices, *, by: Member | None) -> ActivityType:
    """Keep them with the type. Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a connection
    that is not there and for days that can't be."""
    if not 0 <= choices.due_days <= LONGEST_DUE:
        raise Refusal(_("Give a number of days from 0 to 365."), field="due_days", code="out_of_range")
    if choices.connection_id and not Connection.objects.filter(pk=choices.connection_id).exists():
        raise Refusal(_("This is not known here."), field="connection", code="unknown")
    settings = {**activity_type.settings, KEY: written(choices)}
    return edit_activity_type(activity_type, by=by, settings=settings)
