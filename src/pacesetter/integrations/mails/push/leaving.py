"""Leave an account behind as it was before it was connected."""

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mails.push.subscribing import unsubscribe
from pacesetter.integrations.mails.source import MailProvider
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.revoking import revoke
from pacesetter.integrations.oauth.sharing import is_shared


def leave(connection: Connection, caller: Caller) -> None:
    """End the subscriptions, then the consent. What is shared with somebody who has connected the same account stays.
    May be run again. Raises `Failure` where that passes by itself."""
    if caller.is_dry:
        return
    provider = caller.provider
    if isinstance(provider, MailProvider) and provider.push is not None:
        unsubscribe(connection, provider.push, caller)
    if is_shared(connection):
        return
    try:
        revoke(connection)
    except Failure as failure:
        if failure.kind is FailureKind.TEMPORARY:
            raise
