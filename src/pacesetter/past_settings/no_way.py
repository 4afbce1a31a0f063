"""Why nothing leads back from an event, and what to do instead, in words."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core import clock
from pacesetter.events.models import Event
from pacesetter.past_settings.ways.days_off import days_of
from pacesetter.past_settings.ways.way import after, before
from pacesetter.people.undo_tokens import VALID_SECONDS

_SECRET = gettext_lazy("The secret that was there before is not kept: enter it anew.")

_ALWAYS: dict[str, str | Promise] = {
    "connection.connected": gettext_lazy("It is disconnected on its page, which asks first."),
    "connection.ended": gettext_lazy("Its secrets are erased: connect it again."),
    "oauth_app.forgotten": gettext_lazy("Its secrets are erased: register it again."),
    "campaign_webhook.secret_set": _SECRET,
    "call_source.secret_renewed": _SECRET,
    "mail.unblocked": gettext_lazy("It is blocked again under E-mail capture, which asks before anything is erased."),
    "organisation.mail_address_renewed": gettext_lazy("An address that was given up stays dead."),
    "organisation.mail_address_revoked": gettext_lazy("An address that was given up stays dead: make another one."),
    "identity_provider.removed": gettext_lazy("Its secret is erased: set it up again under Log-in."),
}


def why_not(event: Event) -> str:
    """The words; empty where there is a way, or nothing to say."""
    always = _ALWAYS.get(event.verb)
    sometimes = _SOMETIMES.get(event.verb)
    return str(always) if always else sometimes(event) if sometimes else ""


def _renewed(event: Event) -> str:
    return str(_SECRET) if after(event).get("renewed") else ""


def _connection(event: Event) -> str:
    return _renewed(event) or _not_kept(event)


def _app(event: Event) -> str:
    return _renewed(event) if before(event) else _("It is forgotten on its page, which asks first.")


def _identity_provider(event: Event) -> str:
    if after(event).get("secret_changed"):
        return str(_SECRET)
    return "" if before(event) else _("It is done without on its page, which asks first.")


def _not_kept(event: Event) -> str:
    # The first versions told only that something had changed.
    return "" if before(event) else _("What was there before is not kept.")


def _archived(event: Event) -> str:
    if clock.now() - event.at <= timedelta(seconds=VALID_SECONDS):
        return ""
    return _("It was too long ago: bring them back on their page, from a day on.")


def _days_off(event: Event) -> str:
    # Why somebody was off has no place in events.
    is_same = days_of(before(event)) == days_of(after(event))
    return _("Their kind or note was changed, which is not kept here.") if is_same else ""


_SOMETIMES: dict[str, Callable[[Event], str]] = {
    "connection.edited": _connection,
    "oauth_app.registered": _app,
    "identity_provider.set": _identity_provider,
    "campaign_settings.edited": _not_kept,
    "mail_capture.edited": _not_kept,
    "member.archived": _archived,
    "leave.edited": _days_off,
}
