"""A campaign and its recipients, ready to print."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.campaign_words import campaign_words
from pacesetter.integrations.campaigns.erasing import erased_at
from pacesetter.integrations.campaigns.keeping import details_of
from pacesetter.integrations.campaigns.questions import question_in_words
from pacesetter.integrations.models import Campaign, CampaignRecipient, CampaignStep


@dataclass(frozen=True)
class ShownCampaign:
    """One line of the list. `question` is what keeps it from being counted, or from being read on."""

    id: int
    name: str
    when: str
    who: str
    from_whom: str
    count: str
    state: str
    state_key: str
    question: str
    activity_id: int | None
    erased_on: str


@dataclass(frozen=True)
class ShownRecipient:
    """One recipient: who it is here, and what they did."""

    address: str
    contact_id: int | None
    contact: str
    company_id: int | None
    company: str
    words: str


def shown_campaign(row: Campaign) -> ShownCampaign:
    """The campaign in words, in the zone of whoever looks at it."""
    if row.question:
        key, state = "behind", _("Waits") if row.activity_id is None else _("No longer followed")
    elif row.step == CampaignStep.RECIPIENTS:
        key, state = "behind", _("Recipients are being read")
    elif row.next_look_at is None and row.step == CampaignStep.NOTHING:
        key, state = "none", _("Followed to its end")
    else:
        key, state = "on", _("Followed")
    return ShownCampaign(
        id=row.pk,
        name=str(row),
        when=date_format(timezone.localtime(row.sent_at), "SHORT_DATETIME_FORMAT"),
        who=row.activity.owner.name if row.activity else "",
        from_whom=row.sender_address or row.sender_name,
        count=ngettext("%(count)d recipient", "%(count)d recipients", row.total) % {"count": row.total},
        state=state,
        state_key=key,
        question=question_in_words(row),
        activity_id=row.activity_id,
        erased_on=date_format(timezone.localtime(erased_at(row)), "SHORT_DATE_FORMAT"),
    )


def shown_recipient(row: CampaignRecipient) -> ShownRecipient:
    """The recipient in words."""
    contact = row.contact
    return ShownRecipient(
        address=row.address,
        contact_id=row.contact_id,
        contact=contact.name if contact else "",
        company_id=contact.company_id if contact else None,
        company=contact.company.name if contact and contact.company else "",
        words=campaign_words(details_of(row)),
    )
