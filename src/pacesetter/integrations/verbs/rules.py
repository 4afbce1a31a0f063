"""What the verbs on connections refuse, and what the history may say of one."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.provider import CLIENT_FIELDS, Field, Owner, Provider
from pacesetter.integrations.providers import provider_of
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards

LONGEST = 1000


def may_change(by: Member | None, owner: Member | int | None) -> None:
    """An organisation's connection is for administrators, a member's for the member alone. Raises `NotAllowed`."""
    if owner is None:
        guards.administrator(by)
        return
    owner_id = owner if isinstance(owner, int) else owner.pk
    if by is not None:
        guards.of_this_house(by)
        if by.pk != owner_id:
            raise NotAllowed(_("Only its owner changes this connection."))


def owner_for(provider: Provider, owner: Member | None) -> Member | None:
    if (owner is None) != (provider.owner is Owner.ORGANISATION):
        raise Refusal(_("This is not connected in this place."), field="provider", code="owner")
    return owner


def fields_of(provider: Provider, way: str) -> Sequence[Field]:
    """What is asked for a connection of this way. Refuses a way that the provider does not know."""
    if way == "oauth" and provider.has_app:
        return provider.settings_fields
    if way == "oauth" and provider.oauth is not None:
        return (*CLIENT_FIELDS, *provider.settings_fields)
    if way == "key" and provider.key_fields:
        return (*provider.key_fields, *provider.settings_fields)
    raise Refusal(_("This can't be connected in this way."), field="way", code="unknown")


def app_fields_of(provider: Provider) -> tuple[Field, ...]:
    """What is asked about the app that members consent to."""
    return (*CLIENT_FIELDS, *provider.app_fields)


def fields_for(row: Connection | OAuthApp) -> Sequence[Field]:
    """The same for a connection or an app that there is: what means nothing for it is not asked, and stays as it is."""
    provider = provider_of(row.provider)
    if isinstance(row, OAuthApp):
        return app_fields_of(provider)
    return [one for one in fields_of(provider, row.way) if provider.asks(one, row)]


def checked(
    fields: Sequence[Field], given: Mapping[str, str], *, kept: Mapping[str, str] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """What may be shown, and what is secret. Where `kept` has a secret, an empty field leaves it. Raises a `Refusal` at
    the field that is missing, too long, or no address."""
    shown: dict[str, str] = {}
    secret: dict[str, str] = {}
    for field in fields:
        value = given.get(field.name, "").strip() or ("" if field.is_secret else field.default)
        if not value and field.is_secret and kept:
            value = kept.get(field.name, "")
        if not value and field.is_required:
            raise Refusal(_("This must not be empty."), field=field.name, code="required")
        if len(value) > LONGEST:
            raise Refusal(
                _("This is longer than %(longest)d characters.") % {"longest": LONGEST},
                field=field.name,
                code="too_long",
            )
        if field.choices and value not in {one for one, _label in field.choices}:
            raise Refusal(_("Choose one of them."), field=field.name, code="unknown")
        if field.pattern and value and not re.fullmatch(field.pattern, value):
            raise Refusal(_("This does not look as it should."), field=field.name, code="pattern")
        if field.is_address and value:
            value = _address(value, field.name)
        (secret if field.is_secret else shown)[field.name] = value
    return shown, secret


def renewed(kept: Mapping[str, str], secret: Mapping[str, str]) -> list[str]:
    """The names of the secrets that are others than before, or had not been given."""
    return [name for name, value in secret.items() if value != kept.get(name, "")]


def _address(value: str, name: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or parts.username or "{" in value:
        raise Refusal(_("Enter a web address that begins with https://."), field=name, code="address")
    return value.rstrip("/")


def told(connection: Connection) -> dict[str, Any]:
    """What the history may say: nothing secret."""
    return {"provider": connection.provider, "account": connection.account_name, "mode": connection.mode}
