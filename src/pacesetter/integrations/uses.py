"""What a member's account is used for."""

from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.providers import provider_of


def can_be_used_for(provider: Provider, use: str) -> bool:
    """Whether an administrator has switched this use on for members' accounts of the provider. Without an app to
    consent to, an account is used for all that its provider offers."""
    if not provider.has_app:
        return use in provider.offers
    app = OAuthApp.objects.filter(provider=provider.key).first()
    return app is not None and use in app.uses and use in provider.uses


def is_used_for(connection: Connection, use: str) -> bool:
    """Whether an administrator has switched this use on, and the member has consented to it. Without an app to consent
    to, an account is used for all that its provider offers."""
    provider = provider_of(connection.provider)
    if not can_be_used_for(provider, use):
        return False
    if not provider.has_app:
        return True
    granted = {scope.lower() for scope in str(connection.setting("granted")).split()}
    return not granted or all(scope.lower() in granted for scope in provider.uses[use].scopes)
