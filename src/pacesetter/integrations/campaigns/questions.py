"""What keeps a campaign from being counted or followed: kept as a word of ours, told in the reader's language."""

from enum import StrEnum

from django.utils.translation import gettext as _

from pacesetter.integrations.models import Campaign


class Question(StrEnum):
    """What `Campaign.question` holds where it is not the refusal of a verb, as it was said."""

    NO_TYPE = "no_type"
    WHOSE = "whose"
    DELETED = "deleted"


def question_in_words(campaign: Campaign) -> str:
    """What somebody has to see to; empty where nothing is in the way."""
    match campaign.question:
        case Question.NO_TYPE:
            return _("There is no activity of the category E-mail campaign.")
        case Question.WHOSE:
            sender = campaign.sender_address or campaign.sender_name
            return _("Say whose campaigns from %(sender)s are.") % {"sender": sender}
        case Question.DELETED:
            return _("It was deleted in the other system.")
        case told:
            return told
