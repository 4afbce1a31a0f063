"""The add-on as Google knows it: its addresses, and who calls them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

# How captured mail and activities name this way.
ROUTE = "gmail_add_on"


@dataclass(frozen=True, slots=True)
class AddOn:
    """`service_account` is who calls us, `client_id` for whom Google names its users: both are shown by
    `gcloud workspace-add-ons get-authorization`. Empty until whoever runs the installation has set them."""

    service_account: str
    client_id: str

    @property
    def is_set_up(self) -> bool:
        """Whether calls can be verified. Without, none is answered."""
        return bool(self.service_account and self.client_id)


def add_on_now() -> AddOn:
    """As this installation is set up."""
    return AddOn(settings.GMAIL_SERVICE_ACCOUNT, settings.GMAIL_CLIENT_ID)


def endpoint(name: str) -> str:
    """The public address of one of the door's views: what Google calls, and the audience of the token it sends. Never
    made from the Host header, which whoever calls can choose."""
    return settings.PUBLIC_URL + reverse(name)


def is_reachable() -> bool:
    """Whether Google can call us at all: by HTTPS alone."""
    return settings.PUBLIC_URL.startswith("https://")
