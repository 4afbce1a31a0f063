"""Ask the other side whether a connection works, and take it into use where it does."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import Connection, ConnectionState, SentRequest
from pacesetter.integrations.provider import Checked
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.working import note_failure, revive
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle

# Somebody is waiting for the page.
_PATIENCE = 3.0


def check_connection(connection: Connection, *, by: Member | None) -> Connection:
    """Ask, and write down what came of it: connected, or what is wrong. What waited for it is taken up again.

    Where the account was connected before, that connection comes back to life, with all it knows; the answer is that
    one then. Raises `NotAllowed`, a `Refusal` where the account is connected already, and `Failure`, after it was
    written down.
    """
    rules.may_change(by, connection.owner_id)
    try:
        found = asked_who_we_are(connection)
        _same_account(connection, found)
    except Failure as failure:
        note_failure(connection, failure)
        raise
    with transaction.atomic():
        return taken_into_use(Connection.objects.select_for_update().get(pk=connection.pk), found, by)


def asked_who_we_are(connection: Connection) -> Checked:
    """What the other side says of who we are to it. Raises `Failure`."""
    with Caller(connection, about="check", patience=_PATIENCE, is_check=True) as caller:
        return caller.provider.check(caller)


def taken_into_use(row: Connection, found: Checked, by: Member | None) -> Connection:
    """It works: save it as connected, and take up what waited. `row` is locked, in the caller's transaction."""
    row = _in_use(row, found, by)
    provider_of(row.provider).taken_into_use(row)
    revive(row)
    return row


def _same_account(connection: Connection, found: Checked) -> None:
    known = {account.id for account in found.accounts}
    if connection.account_id and known and connection.account_id not in known:
        # What is linked belongs to the old one; it would be looked for in the wrong place.
        raise Failure(
            FailureKind.CONFIGURATION, "This reaches another account than before. Disconnect, then connect that one."
        )


def _in_use(row: Connection, found: Checked, by: Member | None) -> Connection:
    row.settings = {**row.settings, **found.settings}
    row.accounts = [[account.id, account.name] for account in found.accounts]
    if not row.account_id and found.accounts:
        row.account_id, row.account_name = found.accounts[0].id, found.accounts[0].name[:200]
    row, is_new = _taken_over(row), row.state == ConnectionState.BEGUN
    row.state, row.fault_kind, row.fault, row.fault_at = ConnectionState.CONNECTED, "", "", None
    row.succeeded_at = clock.now()
    row.save()
    if is_new:
        settle("connection.connected", ("connection", row.pk), by=by, after=rules.told(row))
    return row


def _taken_over(row: Connection) -> Connection:
    """The row, or the one in which the same account was connected before."""
    if row.state != ConnectionState.BEGUN or not row.account_id:
        return row
    same = Connection.objects.filter(provider=row.provider, owner=row.owner_id, account_id=row.account_id)
    same = same.exclude(pk=row.pk).select_for_update()
    if same.exclude(state=ConnectionState.ENDED).exists():
        raise Refusal(_("This account is connected already."), code="taken")
    old = same.order_by("-pk").first()
    if old is None:
        return row
    carried: dict[str, Any] = {
        # Sealed text is bound to the organisation and the column, so it opens in the other row too.
        name: getattr(row, name)
        for name in ("way", "mode", "settings", "secrets", "accounts", "account_name", "token_expires_at")
    }
    for name, value in carried.items():
        setattr(old, name, value)
    old.state, old.ended_at = ConnectionState.BEGUN, None
    SentRequest.objects.filter(connection=row).update(connection=old)
    row.delete()
    found: Connection = old
    return found
