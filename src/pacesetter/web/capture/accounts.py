"""Members' accounts at Google and Microsoft whose e-mail is read, and how each is doing, in words."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from pacesetter.integrations.mails.jobs import ABOUT_MAIL
from pacesetter.integrations.mails.source import MAIL
from pacesetter.integrations.models import Connection, ConnectionState, OAuthApp, SentRequest
from pacesetter.integrations.providers import keys_offering, provider_of
from pacesetter.integrations.uses import is_used_for
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.capture.own_mail import when_words
from pacesetter.web.connections.own import mail_note
from pacesetter.web.connections.reported import report_note

_SHOWN = (ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION, ConnectionState.PAUSED)


@dataclass(frozen=True)
class MailAccountShown:
    """One account: whose, what it is called, and its state with a key for colour and shape."""

    id: int
    owner_id: int
    name: str
    state: str
    state_key: str


def mail_accounts_of(member_ids: Collection[int]) -> list[MailAccountShown]:
    """The accounts of these members whose e-mail is read."""
    if not (keys := tuple(keys_offering(MAIL))):
        return []
    rows = _ACCOUNTS.rows(ids=list(member_ids), keys=keys)
    prefetch_related_objects(rows, "mail_places", "mail_subscriptions")
    return [_shown(row) for row in rows if is_used_for(row, MAIL)]


def can_connect_mail() -> bool:
    """Whether an administrator has registered an app to which members can consent for their e-mail."""
    return bool(keys := tuple(keys_offering(MAIL))) and any(MAIL in app.uses for app in _APPS.rows(keys=keys))


_ACCOUNTS: ComposedQuery[Connection] = ComposedQuery(
    lambda ids, keys: Connection.objects.filter(owner__in=sent_ids(ids), provider__in=keys, state__in=_SHOWN).order_by(
        "pk"
    ),
    ("keys",),
    is_planned=True,
)
_APPS: ComposedQuery[OAuthApp] = ComposedQuery(
    lambda keys: OAuthApp.objects.filter(provider__in=keys), ("keys",), is_planned=True
)


def _shown(row: Connection) -> MailAccountShown:
    name = f"{provider_of(row.provider).label} · {row.account_name}"
    if row.state == ConnectionState.NEEDS_ATTENTION:
        said = {"when": when_words(row.fault_at) if row.fault_at else "", "why": row.fault}
        words = _("Stopped (%(when)s): %(why)s Connect it anew.") % said
        return MailAccountShown(row.pk, row.owner_id or 0, name, words, "off")
    if row.state == ConnectionState.PAUSED:
        return MailAccountShown(row.pk, row.owner_id or 0, name, _("Paused"), "behind")
    words = f"{mail_note(row)} {report_note(row)}"
    last = SentRequest.objects.filter(connection=row, about=ABOUT_MAIL).first()
    if last is not None and last.failure:
        said = {"when": when_words(last.sent_at), "why": last.failure}
        tried = _("The last look failed (%(when)s): %(why)s It is tried again by itself.") % said
        return MailAccountShown(row.pk, row.owner_id or 0, name, f"{tried} {mail_note(row)}", "behind")
    is_behind = any(place.backlog for place in row.mail_places.all())
    return MailAccountShown(row.pk, row.owner_id or 0, name, words, "behind" if is_behind else "on")
