"""OpenID Connect, as one who relies on a provider: the authorization code flow with PKCE.

    provider = discover(http, issuer)
    address = provider.log_in_address(...)                 # where the browser is sent
    who = identify(http, provider, ...)                    # what the provider says when it comes back

Knows no database. `http` is a guarded client: issuers are chosen by administrators of organisations.
"""

from pacesetter.people.oidc.discovery import Provider, discover
from pacesetter.people.oidc.errors import ProviderFailed
from pacesetter.people.oidc.identity import Identity, identify
from pacesetter.people.oidc.request import Asked, new_request

__all__ = ["Asked", "Identity", "Provider", "ProviderFailed", "discover", "identify", "new_request"]
