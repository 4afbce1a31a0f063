"""Whose a campaign is, and that it counts once."""

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.campaigns.questions import Question
from pacesetter.integrations.models import Campaign, CampaignSettings
from pacesetter.people.models import Member


def member_of(campaign: Campaign, settings: CampaignSettings) -> Member | None:
    """Who sent it: by the settings for its address, by those for its audience, by the address itself, by default."""
    here = Member.objects.filter(archived_at__isnull=True)
    for key in (f"address:{campaign.sender_address}", f"audience:{campaign.audience_id}"):
        member: Member | None = here.filter(pk=settings.senders.get(key, 0)).first()
        if member is not None:
            return member
    if campaign.sender_address:
        member = here.filter(email__iexact=campaign.sender_address).first()
        if member is not None:
            return member
    return here.filter(pk=settings.default_member_id or 0).first()


def type_for(settings: CampaignSettings) -> ActivityType | None:
    """The type that campaigns become: the chosen one, else the first of the category."""
    usable = ActivityType.objects.filter(archived_at__isnull=True, category="email_campaign")
    chosen = usable.filter(pk=settings.activity_type_id or 0).first()
    found: ActivityType | None = chosen or usable.order_by("position", "pk").first()
    return found


def count_campaign(campaign: Campaign, settings: CampaignSettings) -> bool:
    """Log it for its sender, where that is known; else say what is missing. Saves the campaign. Logged again, it is the
    same activity: the pair of source and id is unique."""
    campaign.question = ""
    member, kind = member_of(campaign, settings), type_for(settings)
    if kind is None:
        campaign.question = Question.NO_TYPE
    elif member is None:
        campaign.question = Question.WHOSE
    else:
        _log(campaign, member, kind)
    campaign.save(update_fields=["activity", "question"])
    return campaign.activity_id is not None


def source_key(campaign: Campaign) -> str:
    """How activities name the connection that they come from."""
    return f"campaigns:{campaign.connection_id}"


def _log(campaign: Campaign, member: Member, kind: ActivityType) -> None:
    known = Activity.objects.filter(source=source_key(campaign), external_id=campaign.external_id).first()
    try:
        campaign.activity = known or verbs.log(
            by=None,
            activity_type=kind,
            owner=member,
            subject=str(campaign)[:300],
            provenance=Provenance.CAMPAIGN,
            source=source_key(campaign),
            external_id=campaign.external_id,
            at=campaign.sent_at,
        )
    except Refusal as refusal:
        campaign.question = refusal.message[:300]
