"""What a session remembers of the way in which it was logged in."""

from typing import Any

from allauth.account import signals as accounts
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from pacesetter.web.membership import came_by_provider, came_otherwise


@receiver(user_logged_in)
def begin_without_provider(request: HttpRequest, **_: Any) -> None:
    """Every log-in, of whatever sort, forgets what an earlier one in this browser was."""
    came_otherwise(request.session)


@receiver(accounts.user_logged_in)
def remember_provider(request: HttpRequest, provider_organisation_id: int | None = None, **_: Any) -> None:
    """Comes after the one above, also where a second factor was asked for in between."""
    if provider_organisation_id is not None:
        came_by_provider(provider_organisation_id, request.session)
