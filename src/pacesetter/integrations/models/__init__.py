"""The tables of connections."""

from pacesetter.integrations.models.audience_fill import AudienceFill, FillState
from pacesetter.integrations.models.calendar import BusyTime, CalendarEvent, CalendarPlace
from pacesetter.integrations.models.campaign import Campaign, CampaignRecipient, CampaignSettings, CampaignStep
from pacesetter.integrations.models.connection import Connection, ConnectionState, Mode
from pacesetter.integrations.models.gate import RateGate
from pacesetter.integrations.models.job_order import JobLists, JobOrder, OrderState
from pacesetter.integrations.models.link import Link
from pacesetter.integrations.models.mail_place import MailPlace
from pacesetter.integrations.models.mail_subscription import MailSubscription
from pacesetter.integrations.models.oauth_app import OAuthApp
from pacesetter.integrations.models.request import SentRequest
from pacesetter.integrations.models.webhook import CampaignWebhook

__all__ = [
    "AudienceFill",
    "BusyTime",
    "CalendarEvent",
    "CalendarPlace",
    "Campaign",
    "CampaignRecipient",
    "CampaignSettings",
    "CampaignStep",
    "CampaignWebhook",
    "Connection",
    "ConnectionState",
    "FillState",
    "JobLists",
    "JobOrder",
    "Link",
    "MailPlace",
    "MailSubscription",
    "Mode",
    "OAuthApp",
    "OrderState",
    "RateGate",
    "SentRequest",
]
