"""What can be chosen for a mail in an add-in."""

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import Member


def email_types_of(member: Member) -> list[ActivityType]:
    """The types of e-mails, in their order. Asks the database for nothing that is not kept in memory."""
    types = catalogue_of(member.organisation).types.values()
    usable = [one for one in types if one.category == "email" and one.archived_at is None]
    return sorted(usable, key=lambda one: (one.position, one.name))


def outcomes_of(member: Member) -> list[Outcome]:
    """The outcomes that one of these types can have, in their order."""
    allowed = {outcome_id for one in email_types_of(member) for outcome_id in one.allowed_outcome_ids}
    outcomes = catalogue_of(member.organisation).outcomes.values()
    usable = [one for one in outcomes if one.pk in allowed and one.archived_at is None]
    return sorted(usable, key=lambda one: (one.position, one.name))
