"""The pages with which people look after their own log-in: password, second factor, passkeys, address."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pacesetter.web.membership import provider_organisation

_PAGES = (
    "/accounts/2fa/",
    "/accounts/password/",
    "/accounts/sessions/",
    "/accounts/reauthenticate/",
    "/profile/email/",
)


def refuse_log_in_pages(path: str, session: SessionBase) -> None:
    """Keep who came in by an identity provider out of them.

    A log-in can belong to several organisations, or come to. If the provider of one of them, which can say that
    anybody is anybody, could add a passkey to it, it would open the others.
    """
    if provider_organisation(session) is not None and path.startswith(_PAGES):
        raise PermissionDenied(
            _("You are logged in by your organisation, which looks after your log-in. Here is nothing to set.")
        )
