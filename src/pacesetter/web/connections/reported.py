"""Whether Google or Microsoft reports new e-mail of an account by itself, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.integrations.mails.push.reach import unreachable
from pacesetter.integrations.mails.source import MailProvider
from pacesetter.integrations.models import Connection
from pacesetter.integrations.providers import provider_of


def report_note(row: Connection) -> str:
    """How soon new e-mail of this account is seen, and where that is not at once, why."""
    provider = provider_of(row.provider)
    push = provider.push if isinstance(provider, MailProvider) else None
    if push is None:
        return _("New e-mail is asked for every five minutes.")
    obstacle = unreachable() or push.obstacle(row)
    if obstacle:
        return _("New e-mail is asked for every five minutes. %(why)s") % {"why": obstacle}
    subscriptions = sorted(row.mail_subscriptions.all(), key=lambda one: one.pk)
    broken = next((one for one in subscriptions if one.fault_at is not None), None)
    if broken is not None and broken.fault_at is not None:
        said = {"name": provider.label, "when": _words(broken.fault_at), "why": broken.fault}
        words = _("New e-mail is asked for every five minutes: %(name)s does not report it (%(when)s). %(why)s")
        return words % said
    now = clock.now()
    living = {one.folder for one in subscriptions if one.expires_at is not None and one.expires_at > now}
    if not set(push.folders) <= living:
        words = _("New e-mail is asked for every five minutes until %(name)s reports it, within an hour.")
        return words % {"name": provider.label}
    heard = [one.heard_at for one in subscriptions if one.heard_at is not None]
    if not heard:
        return _("%(name)s reports new e-mail at once; nothing has come yet.") % {"name": provider.label}
    said = {"name": provider.label, "when": _words(max(heard))}
    return _("%(name)s reports new e-mail at once (last: %(when)s).") % said


def _words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
