"""The secret part of the address that a webhook reports to: found by its hash, opened only to be sent or shown."""

import hashlib
import secrets

from django.conf import settings

from pacesetter.core.sealing import Unsealable
from pacesetter.integrations.models import CampaignWebhook
from pacesetter.tenancy.sealed import opened, seal_into

PATH = "/api/v1/inbound/campaigns/{token}/"


def hash_of(token: str) -> str:
    """By which a report's webhook is found. Tokens are random, so that a plain hash tells nothing of them."""
    return hashlib.sha256(token.encode()).hexdigest()


def give_address(row: CampaignWebhook) -> CampaignWebhook:
    """Give it a new address, that nobody can guess, and that replaces its old one; saving is the caller's."""
    token = secrets.token_urlsafe(24)
    row.address_hash = hash_of(token)
    seal_into(row, "address_token", token)
    return row


def address_of(row: CampaignWebhook) -> str:
    """Where it reports to, empty where that was sealed with keys that are gone. Whoever knows it can report, so it is
    shown to administrators alone."""
    try:
        token = opened(row, "address_token")
    except Unsealable:
        return ""
    return settings.PUBLIC_URL + PATH.format(token=token)
