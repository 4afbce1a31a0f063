"""Whether somebody consented to all that is needed."""

from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.provider import Provider


def refuse_what_was_left_out(provider: Provider, connection: Connection) -> None:
    """Raises `Failure` where a scope of a use that is switched on was not granted: consent pages let people leave boxes
    empty, and a member may have consented before the use was switched on."""
    granted = {scope.lower() for scope in str(connection.setting("granted")).split()}
    app = OAuthApp.objects.filter(provider=connection.provider).first()
    if not granted or app is None:  # nothing was told (RFC 6749, 5.1: then it is what was asked for)
        return
    for key, use in provider.uses.items():
        if key in app.uses and any(scope.lower() not in granted for scope in use.scopes):
            raise Failure(
                FailureKind.AUTHORISATION, f"Access was not given to: {use.label}. Connect again, and tick all boxes."
            )
