"""Back from changes of what is captured of e-mail."""

from pacesetter.capture import verbs
from pacesetter.capture.models import BlockedAddress
from pacesetter.core.refusal import NotAllowed
from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, before, gone
from pacesetter.people.models import Member


def _edited(event: Event, by: Member | None) -> None:
    verbs.edit_settings(by=by, **before(event))


def _entra(event: Event, by: Member | None) -> None:
    old = before(event)
    verbs.set_entra_app(by=by, tenant_id=old.get("tenant_id", ""), client_id=old.get("client_id", ""))


def _blocked(event: Event, by: Member | None) -> None:
    if by is None:
        raise NotAllowed("Somebody has to do this.")
    found = BlockedAddress.objects.filter(member__isnull=True, pattern=event.data["pattern"]).first()
    if found is None:
        raise gone()
    verbs.unblock(found, by=by)


CAPTURE: dict[str, Way] = {
    "mail_capture.edited": _edited,
    "mail.blocked": _blocked,
    "entra_app.set": _entra,
}
