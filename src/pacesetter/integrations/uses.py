"""What a member's account is used for."""

from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.providers import provider_of


def is_used_for(connection: Connection, use: str) -> bool:
    """Whether an administrator has switched this use on, and the member has consented to it. Without an app to consent
    to, an account is used for all that its provider offers."""
    provider = provider_of(connection.provider)
    if not provider.has_app:
        return use in provider.offers
    app = OAuthApp.objects.filter(provider=connection.provider).first()
    if app is None or use not in app.uses or use not in provider.uses:
        return False
    granted = {scope.lower() for scope in str(connection.setting("granted")).split()}
    return not granted or all(scope.lower() in granted for scope in provider.uses[use].scopes)
