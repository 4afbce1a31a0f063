"""What putting a setting back does for good."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from pacesetter.capture.verbs import lost_by_settings
from pacesetter.events.models import Event
from pacesetter.integrations.models import Connection
from pacesetter.integrations.verbs.set_campaign_settings import earlier_campaign_settings, lost_by_campaign_settings
from pacesetter.past_settings.ways.way import before, row_of


def loses(event: Event) -> bool:
    """Whether something may be lost by putting back such an event, which figures have no part in."""
    return event.verb in _LOSSES


def loss(event: Event) -> str:
    """In words, for whoever is asked before; empty where nothing is lost. Raises a `Refusal` where what the event tells
    of is gone."""
    told = _LOSSES.get(event.verb)
    return told(event) if told else ""


def _capture(event: Event) -> str:
    return lost_by_settings(**before(event))


def _campaigns(event: Event) -> str:
    connection = row_of(Connection, event.subject_id)
    return lost_by_campaign_settings(connection, **earlier_campaign_settings(connection, before(event)))


def _entra(event: Event) -> str:
    # Only without any is it forgotten who is who.
    return "" if before(event) else _("Who has which Microsoft account is forgotten: members log in anew, in Outlook.")


_LOSSES: dict[str, Callable[[Event], str]] = {
    "mail_capture.edited": _capture,
    "campaign_settings.edited": _campaigns,
    "entra_app.set": _entra,
}
