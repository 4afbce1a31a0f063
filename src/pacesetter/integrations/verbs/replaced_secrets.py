"""Which secrets an edit would put in place of others."""

from collections.abc import Mapping

from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.secrets_of import readable_secrets
from pacesetter.integrations.verbs import rules


def replaced_secrets(row: Connection | OAuthApp, given: Mapping[str, str]) -> list[str]:
    """The names of the secrets that giving a connection or an app these values would put in place of others, which are
    not kept. Raises a `Refusal` as the edit would."""
    kept = readable_secrets(row)
    _shown, secret = rules.checked(rules.fields_for(row), given, kept=kept)
    return [name for name in rules.renewed(kept, secret) if kept.get(name)]
