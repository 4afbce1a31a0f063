"""From the fields that a caller sent to the edits of the verb."""

from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity
from pacesetter.activities.verbs.edit import Edits
from pacesetter.api import found
from pacesetter.api.money import inward
from pacesetter.api.schemas import ActivityEdit
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

_MAY_BE_NULL = {"company_id", "outcome_id"}


def edits_of(given: ActivityEdit, activity: Activity, caller: Member) -> Edits:
    """What the caller sent of the activity, as rows they may see. Raises a `Refusal` for one that is not known."""
    sent = given.model_dump(exclude_unset=True)
    for name, value in sent.items():
        if value is None and name not in _MAY_BE_NULL:
            raise Refusal(_("This cannot be null. Leave it out to keep what there is."), field=name, code="required")
    catalogue = catalogue_of(caller.organisation)
    edits: Edits = {}
    if "company_id" in sent:
        edits["company"] = found.company(given.company_id, caller)
    if "outcome_id" in sent:
        edits["outcome"] = found.outcome(catalogue, given.outcome_id)
    if given.activity_type_id is not None:
        edits["activity_type"] = found.activity_type(catalogue, given.activity_type_id)
    if given.owner_id is not None:
        edits["owner"] = found.new_owner(catalogue, given.owner_id, activity, caller)
    if given.contact_ids is not None:
        edits["contacts"] = found.contacts(given.contact_ids, caller)
    if given.participant_ids is not None:
        edits["participants"] = found.members(catalogue, given.participant_ids)
    if given.subject is not None:
        edits["subject"] = given.subject
    if given.note is not None:
        edits["note"] = given.note
    if given.minutes is not None:
        edits["minutes"] = given.minutes
    if given.value is not None:
        edits["value_minor"] = inward(given.value, caller) or 0
    if given.completed_at is not None:
        edits["completed_at"] = given.completed_at
    return edits
