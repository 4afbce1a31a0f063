"""A webhook, ready to print."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.integrations.campaigns.webhooks.addresses import address_of
from pacesetter.integrations.models import CampaignWebhook


@dataclass(frozen=True)
class ShownWebhook:
    """One line. `fault` is why the last report that was refused was."""

    id: int
    name: str
    address: str
    state: str
    state_key: str
    heard: str
    fault: str
    is_signed: bool


def shown_webhook(row: CampaignWebhook) -> ShownWebhook:
    """The webhook in words."""
    key, state = ("on", _("Set up")) if row.external_id else ("behind", _("Not set up yet"))
    fault = ""
    if row.last_error_at and (row.last_report_at is None or row.last_error_at > row.last_report_at):
        key, state = "off", _("Refused")
        fault = _("%(when)s: %(why)s") % {"when": _moment(row.last_error_at), "why": row.last_error}
    address = address_of(row)
    if not address:
        key, state = "behind", _("Not set up yet")
        fault = _("Its address can't be opened with the keys of this installation. Checking gives it a new one.")
    return ShownWebhook(
        id=row.pk,
        name=row.audience_name or row.audience_id or _("All campaigns"),
        address=address,
        state=state,
        state_key=key,
        heard=_moment(row.last_report_at) if row.last_report_at else "",
        fault=fault,
        is_signed=bool(row.secret),
    )


def _moment(moment: object) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")  # type: ignore[arg-type]
