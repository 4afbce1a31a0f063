"""The manifest of the add-in in Outlook, made from the public address of the installation.

The XML form ("add-in only"), since the newer one in JSON is not read by Outlook on Mac and on phones. Whenever it
changes, an administrator must consent again, so it says as little as it can; what the add-in does lies in files that it
names.
"""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.capture.models import EntraApp
from pacesetter.capture.outlook.texts import texts
from pacesetter.core.refusal import Refusal

# Raised with every change of what the manifest says, or Microsoft 365 keeps the one that it has.
VERSION = "1.0.0.0"
# Sizes that phones ask for, each for three densities of screens.
_PHONE_SIZES = (25, 32, 48)
_SCALES = (1, 2, 3)
PIXELS = sorted({16, 32, 64, 80, 128} | {size * scale for size in _PHONE_SIZES for scale in _SCALES})
_ON_PANES = sorted({16, 32, 80} | {size * scale for size in _PHONE_SIZES for scale in _SCALES})


def manifest(entra: EntraApp | None = None) -> str:
    """The manifest as XML; with `entra` for an organisation whose members log in by their Microsoft accounts. Raises a
    `Refusal` where the public address is none that Outlook opens."""
    address: str = settings.PUBLIC_URL
    if urlsplit(address).scheme != "https":
        raise Refusal(
            _("Outlook opens addresses with https alone, and that of this installation is %(address)s.")
            % {"address": address},
            code="no_https",
        )
    return render_to_string(
        "capture/outlook_manifest.xml",
        {
            "id": manifest_id(address),
            "version": VERSION,
            "address": address,
            "icons": f"{address}{settings.STATIC_URL}outlook/",
            "pane": f"{address}{reverse('outlook_home')}{_query(entra)}",
            "handlers": f"{address}{reverse('outlook_handlers')}",
            "script": f"{address}{reverse('outlook_launch_event')}",
            "icon_pixels": _ON_PANES,
            "phone_icons": [(size, scale, f"Icon.{size * scale}") for size in _PHONE_SIZES for scale in _SCALES],
            "texts": texts(),
        },
    )


def _query(entra: EntraApp | None) -> str:
    return f"?tenant={entra.tenant_id}&client={entra.client_id}" if entra else ""


def manifest_id(address: str) -> uuid.UUID:
    """The same for the same installation whenever it is made, and another one for every other."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address}/addins/outlook/")
