"""Register the app that members of the organisation consent to, and forget it."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.models import OAuthApp
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import put_secrets, readable_secrets
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.verbs.telling import RENEWED, differences, old_settings, told_settings
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def register_app(*, by: Member | None, provider: str, given: Mapping[str, str], uses: Collection[str]) -> OAuthApp:
    """Keep the app, or change it; an empty secret stays what it is. Who has consented already goes on with what they
    consented to. Raises `NotAllowed`, and a `Refusal` for what is missing or unknown."""
    guards.administrator(by)
    kind = provider_of(provider)
    if not kind.has_app:
        raise Refusal(_("This can't be connected in this way."), field="provider", code="unknown")
    if not uses or set(uses) - set(kind.uses):
        raise Refusal(_("Choose what accounts are used for."), field="uses", code="required")
    with transaction.atomic():
        guards.one_at_a_time()
        row = OAuthApp.objects.filter(provider=provider).first() or OAuthApp(provider=provider, created_at=clock.now())
        before, kept = (_told(row), readable_secrets(row)) if row.pk else ({}, {})
        row.settings, secret = rules.checked(rules.fields_for(row), given, kept=kept)
        row.push_id = row.push_id or secrets.token_urlsafe(24)
        row.uses = [key for key in kind.uses if key in uses]
        put_secrets(row, secret)
        row.save()
        old, new = differences(before, _told(row))
        renewed = rules.renewed(kept, secret) if before else []
        if new or renewed:
            # Told on both sides: once it is forgotten, nothing else knows what it was for.
            whose = {"provider": provider}
            settle(
                "oauth_app.registered",
                ("oauth_app", row.pk),
                by=by,
                before={**whose, **old} if before else {},
                after={**whose, **new, RENEWED: renewed} if renewed else {**whose, **new},
            )
    return row


def put_app_back(row: OAuthApp, before: Mapping[str, Any], *, by: Member | None) -> OAuthApp:
    """Give the app what was before a change; `before` is what the event keeps. Secrets stay. Raises as `register_app`
    does."""
    given = old_settings(row.settings, before, rules.fields_for(row))
    return register_app(by=by, provider=row.provider, given=given, uses=before.get("uses", row.uses))


def forget_app(*, by: Member | None, provider: str) -> None:
    """Let nobody consent any more. Connections that members have made need attention once their tokens end. Raises
    `NotAllowed`, and a `Refusal` where none is registered."""
    guards.administrator(by)
    with transaction.atomic():
        row = OAuthApp.objects.filter(provider=provider).first()
        if row is None:
            raise Refusal(_("No app is registered."), field="provider", code="no_app")
        settle("oauth_app.forgotten", ("oauth_app", row.pk), by=by, before={"provider": provider})
        row.delete()


def _told(row: OAuthApp) -> dict[str, Any]:
    return {"uses": row.uses, **told_settings(row.settings, rules.fields_for(row))}
