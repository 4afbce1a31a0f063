"""How log-ins work here, where they differ from allauth's own ways."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from pacesetter.core import outside


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: members are invited. Failed log-ins are counted by axes alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave counting to axes, which does it in the database: all server processes count together, a restart
        forgets nothing, and the page can say for how long."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Let the mail say for how long its link works."""
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
        outside.speak()
        super().send_mail(template_prefix, email, {**context, "days": days})


def log_in_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The e-mail address that a log-in was tried with, in one spelling: what failures are counted by."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not given and request is not None:
        given = request.POST.get("login", "")
    return str(given or "").strip().lower()
