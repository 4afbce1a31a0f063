"""One phone system, with how it is doing."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.table import SHAPES


@dataclass(frozen=True)
class ShownSource:
    """As it is printed. `state_key` chooses colour and shape."""

    id: int
    name: str
    system: str | Promise
    address: str
    state: str
    state_key: str
    is_archived: bool


def shown_source(source: CallSource) -> ShownSource:
    """The system in words: what is wrong first, since that is what somebody comes for."""
    key, state = _state(source)
    return ShownSource(
        id=source.pk,
        name=source.name,
        system=SHAPES[source.shape].label,
        address=settings.PUBLIC_URL + reverse("inbound_call", kwargs={"public_id": source.public_id}),
        state=state,
        state_key=key,
        is_archived=source.archived_at is not None,
    )


def _state(source: CallSource) -> tuple[str, str]:
    if source.archived_at is not None:
        return "none", _("Switched off")
    failed, heard = source.last_error_at, source.last_report_at
    if failed and (heard is None or failed >= heard):
        said = date_format(timezone.localtime(failed), "SHORT_DATETIME_FORMAT")
        return "off", _("The last report could not be used (%(when)s): %(why)s") % {
            "when": said,
            "why": source.last_error,
        }
    if heard:
        return "on", _("Last report %(when)s") % {
            "when": date_format(timezone.localtime(heard), "SHORT_DATETIME_FORMAT")
        }
    return "behind", _("No report has come yet")
