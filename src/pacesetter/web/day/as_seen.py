"""Whether an activity still is what its form showed when it was opened."""

import hashlib

from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import ActivityForm
from pacesetter.web.day.form_start import edit_form


def seen_in(form: ActivityForm) -> str:
    """A short word for all that the form of an activity shows at first."""
    company, contacts = form.company.company, form.contacts.contacts
    parts = [form.values.urlencode(), str(company.pk if company else ""), *sorted(str(one.pk) for one in contacts)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def refuse_overtaken(viewer: Member, activity: Activity, seen: str) -> None:
    """Refuse what was written on a form that shows an older state: it would take back what somebody else has done
    since, or the same person in another window. What comes without a word of what was seen is taken as it is."""
    if seen and seen != seen_in(edit_form(viewer, activity)):
        words = _(
            "This activity was changed while you were writing. What you wrote is below and not saved yet: "
            "compare it with the activity's page, then save once more."
        )
        raise Refusal(words, field="", code="overtaken")
