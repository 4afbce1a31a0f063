"""Begin a connection: what is asked is kept, and nothing is sent yet."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.models import Connection, ConnectionState, OAuthApp
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import put_secrets
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member


def begin_connection(
    *,
    by: Member | None,
    provider: str,
    way: str,
    given: Mapping[str, str],
    mode: str = "live",
    owner: Member | None = None,
) -> Connection:
    """A connection that is not finished: `check_connection` finishes one by key, `finish_consent` one by consent.

    `way` is "key" or "oauth", `given` the provider's fields by name. Beginnings of the same provider that nobody
    finished are forgotten. Raises `NotAllowed` and a `Refusal`.
    """
    rules.may_change(by, owner)
    kind = provider_of(provider)
    owner = rules.owner_for(kind, owner)
    if kind.has_app and way == "oauth" and not OAuthApp.objects.filter(provider=provider).exists():
        raise Refusal(_("An administrator has to register an app there first."), field="provider", code="no_app")
    shown, secret = rules.checked(rules.fields_of(kind, way), given)
    with transaction.atomic():
        Connection.objects.filter(provider=provider, owner=owner, state=ConnectionState.BEGUN).delete()
        row = Connection(provider=provider, way=way, owner=owner, mode=mode, settings=shown, created_at=clock.now())
        put_secrets(row, secret)
        row.save(force_insert=True)
    return row
