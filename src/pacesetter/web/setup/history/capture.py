"""What was changed about captured e-mail, in words. It has no things of its own: its verbs tell its events."""

from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.events.models import Event
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.values import NOTHING

DEEDS: dict[str, str | Promise] = {
    "mail_capture.edited": gettext_lazy("changed"),
    "mail.blocked": gettext_lazy("blocked for everybody"),
    "mail.unblocked": gettext_lazy("no longer blocked for everybody"),
    "organisation.mail_address_renewed": gettext_lazy("address for everybody made"),
    "organisation.mail_address_revoked": gettext_lazy("address for everybody taken away"),
    "entra_app.set": gettext_lazy("log-in to add-ins by Microsoft changed"),
}
CAPTURE = Q(verb__in=DEEDS)
_LABELS: dict[str, str | Promise] = {
    "keeps_subject": gettext_lazy("Keep the subjects of e-mails"),
    "takes_incoming": gettext_lazy("Capture what is received, too, and not only what is sent"),
    "kept_days": gettext_lazy("Days until what nobody has classified is erased"),
    "tenant_id": gettext_lazy("Tenant of Microsoft Entra"),
    "client_id": gettext_lazy("Application of Microsoft Entra"),
}


def capture_changes(
    event: Event, before: dict[str, Any], after: dict[str, Any], known: KnownNames
) -> list[Change] | None:
    """From what to what; None for events about other things."""
    if event.verb not in DEEDS:
        return None
    return [
        Change(str(label), _words(before.get(name)), _words(after.get(name)))
        for name, label in _LABELS.items()
        if before.get(name) != after.get(name)
    ]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return NOTHING if value in (None, "") else str(value)
