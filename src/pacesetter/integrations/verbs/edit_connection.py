"""Change what a connection was told, and change it back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.models import Connection, Mode
from pacesetter.integrations.secrets_of import put_secrets, readable_secrets
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.verbs.telling import RENEWED, SETTING, differences, old_settings, told_settings
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle


def edit_connection(
    connection: Connection,
    *,
    by: Member | None,
    given: Mapping[str, str] | None = None,
    mode: str | None = None,
    account_id: str | None = None,
) -> Connection:
    """Change fields (an empty secret stays what it is), live or dry run, and which account of those in reach.

    Nothing is sent: `check_connection` tells whether it still works. Raises `NotAllowed` and a `Refusal`.
    """
    rules.may_change(by, connection.owner_id)
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        before, renewed = _told(row), list[str]()
        if given is not None:
            kept = readable_secrets(row)
            shown, secret = rules.checked(rules.fields_for(row), given, kept=kept)
            row.settings = {**row.settings, **shown}
            if kept or any(secret.values()):
                # Else they may be sealed with a key that comes back.
                put_secrets(row, {**kept, **secret})
            renewed = rules.renewed(kept, secret)
        if mode is not None:
            if mode not in Mode.values:
                raise Refusal(_("Choose live or dry run."), field="mode", code="unknown")
            row.mode = mode
        if account_id is not None and account_id != row.account_id:
            row.account_id, row.account_name = account_id, _account_name(row, account_id)
        row.save()
        old, new = differences(before, _told(row))
        if new or renewed:
            after = {**new, RENEWED: renewed} if renewed else new
            settle("connection.edited", ("connection", row.pk), by=by, before=old, after=after)
    return row


def put_connection_back(connection: Connection, before: Mapping[str, Any], *, by: Member | None) -> Connection:
    """Give it what was before an edit; `before` is what the event keeps. Secrets stay. Raises as `edit_connection`."""
    fields = rules.fields_for(connection)
    given = (
        old_settings(connection.settings, before, fields) if any(name.startswith(SETTING) for name in before) else None
    )
    return edit_connection(connection, by=by, given=given, mode=before.get("mode"), account_id=before.get("account_id"))


def _told(row: Connection) -> dict[str, Any]:
    fields = rules.fields_for(row)
    return {
        "mode": row.mode,
        "account_id": row.account_id,
        "account": row.account_name,
        **told_settings(row.settings, fields),
    }


def _account_name(row: Connection, account_id: str) -> str:
    names = {known: str(name) for known, name in row.accounts}
    if account_id not in names:
        raise Refusal(_("Choose one of the accounts."), field="account_id", code="unknown")
    if row.links.exists():
        raise Refusal(
            _("Things are linked with the account already. Disconnect, then connect the other one."),
            field="account_id",
            code="linked",
        )
    return names[account_id]
