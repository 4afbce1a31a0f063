"""Take in what Pub/Sub reports of Gmail."""

import json

from django.db import transaction

from pacesetter.capture.gmail.signed import TokenRefused, made_for_account
from pacesetter.integrations.google.push import GmailPush, address_in
from pacesetter.integrations.mails.push.hearing import Word, hear
from pacesetter.integrations.models import ConnectionState, MailSubscription, OAuthApp
from pacesetter.tenancy.scope import scope

_MOST = 20  # members who have connected the same mailbox


def hear_google(push_id: str, token: str, body: bytes) -> None:
    """Look at the mailbox that the message names, where it is connected by a member of the organisation whose app this
    address is. Raises `TokenRefused`, for an address that is none as for a bad token; may raise `KeysUnavailable`."""
    app = OAuthApp.across_organisations.select_related("organisation").filter(push_id=push_id).first()
    account = str(app.setting("push_account")) if app is not None else ""
    if app is None or not account:
        raise TokenRefused("no app has this address")
    made_for_account(token, account, audience=GmailPush().address_for(app))
    try:
        address = address_in(json.loads(body))
    except (ValueError, RecursionError):
        address = ""
    if not address:
        # Signed, and about no mailbox: Google would send it again for days if it was refused.
        return
    with scope(app.organisation), transaction.atomic():
        rows = MailSubscription.objects.select_related("organisation", "connection").filter(
            connection__provider=app.provider,
            connection__state=ConnectionState.CONNECTED,
            connection__settings__address=address,
        )
        for row in rows[:_MOST]:
            hear(row, [Word.LOOK])
