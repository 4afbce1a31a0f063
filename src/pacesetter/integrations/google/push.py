"""What Google reports of mail: a watch on the mailbox, which publishes to a topic of Cloud Pub/Sub."""

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mails.push.reach import APP_PATH
from pacesetter.integrations.mails.push.shape import MailPush, Subscribed
from pacesetter.integrations.models import Connection, MailSubscription, OAuthApp
from pacesetter.integrations.oauth.sharing import is_shared
from pacesetter.integrations.provider import Field, Text

# A watch ends after seven days. Google asks to renew it daily.
_RENEWED = timedelta(days=1)
_ME = "/gmail/v1/users/me"

PUSH_FIELDS = (
    Field(
        "push_topic",
        _("Pub/Sub topic (optional)"),
        _("So that new e-mails are reported at once, such as projects/my-project/topics/pacesetter-mail."),
        is_required=False,
        pattern=r"projects/[a-z0-9.:-]{4,64}/topics/[A-Za-z][\w.~+%-]{2,254}",
    ),
    Field(
        "push_account",
        _("Service account of the push subscription (optional)"),
        _("Who signs what is reported, such as pacesetter-push@my-project.iam.gserviceaccount.com."),
        is_required=False,
        pattern=r"[a-z0-9][a-z0-9._-]*@[a-z0-9.-]+\.gserviceaccount\.com",
    ),
)


class GmailPush(MailPush):
    """One watch for each mailbox. Reports go to the address of the app, signed for the service account that its
    administrator names."""

    folders = ("all",)
    how_to = (
        _("In the project of the client, enable the Cloud Pub/Sub API and create a topic."),
        _("Let gmail-api-push@system.gserviceaccount.com publish to it (role Pub/Sub Publisher)."),
        _("Create a service account, which needs no role, and enter topic and account below. Saving gives an address."),
        _(
            "Create a push subscription of the topic to that address, with authentication by that service account and "
            "the same address as audience."
        ),
    )

    def obstacle(self, connection: Connection) -> Text:
        app = OAuthApp.objects.filter(provider=connection.provider).first()
        if app is not None and app.setting("push_topic") and app.setting("push_account"):
            return ""
        return _("No Pub/Sub topic is entered for Google under Connected systems.")

    def address_for(self, app: OAuthApp) -> str:
        return settings.PUBLIC_URL + APP_PATH.format(push_id=app.push_id) if app.push_id else ""

    def address_of(self, row: MailSubscription) -> str:
        """The topic: what comes after it is set up at Google."""
        app = OAuthApp.objects.filter(provider=row.connection.provider).first()
        return str(app.setting("push_topic")) if app is not None else ""

    def subscribe(self, caller: Caller, row: MailSubscription, *, address: str, secret: str) -> Subscribed:
        body = {"topicName": address, "labelIds": ["SENT", "INBOX"], "labelFilterBehavior": "include"}
        in_a_week = int((clock.now() + timedelta(days=7)).timestamp() * 1000)
        told = caller.send("POST", f"{_ME}/watch", json_body=body, pretend={"expiration": str(in_a_week)}).json()
        try:
            # The history that it tells is none of ours: we go on where we have been.
            expires_at = datetime.fromtimestamp(int(told["expiration"]) / 1000, UTC)
        except (KeyError, TypeError, ValueError, OverflowError):
            raise Failure(FailureKind.TEMPORARY, "The answer does not say until when.") from None
        renew_at = min(clock.now() + _RENEWED, clock.now() + (expires_at - clock.now()) / 2)
        return Subscribed(address[-200:], expires_at, renew_at)

    def unsubscribe(self, caller: Caller, row: MailSubscription) -> None:
        # It would end for everybody who has connected this mailbox with the same client.
        if not is_shared(row.connection):
            caller.send("POST", f"{_ME}/stop")


def address_in(body: Any) -> str:
    """Whose mailbox a message of Pub/Sub's is about; empty where it is about none. The number of the history in it is
    not read: only our own says where to go on."""
    try:
        data = json.loads(base64.b64decode(body["message"]["data"], altchars=b"-_"))
        address = str(data["emailAddress"]).strip().lower()
    except (KeyError, TypeError, ValueError, binascii.Error):
        return ""
    return address if "@" in address else ""
