"""Read what the member chose in a pane."""

from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.addins.offered import email_types_of
from pacesetter.addins.outlook.sent import SentChoice
from pacesetter.capture.verbs import Always
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member


def type_of(member: Member, choice: SentChoice) -> ActivityType:
    """The type. Raises a `Refusal` for one that can't be chosen."""
    found = next((one for one in email_types_of(member) if one.pk == choice.type), None)
    if found is None:
        raise Refusal(_("Choose what sort of e-mail it was."), field="type", code="required")
    return found


def outcome_of(member: Member, choice: SentChoice) -> Outcome | None:
    """The outcome, None where none was chosen."""
    return catalogue_of(member.organisation).outcomes.get(choice.outcome) if choice.outcome else None


def always_of(choice: SentChoice) -> Always | None:
    """For which other mails it is to hold."""
    return Always(choice.always) if choice.always in list(Always) else None
