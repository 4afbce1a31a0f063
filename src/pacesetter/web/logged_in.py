"""What follows a log-in, or a new password: what the session remembers of the way in, and the end of a lock."""

from typing import Any

from allauth.account import signals as accounts
from axes.utils import reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from pacesetter.people.models import User
from pacesetter.web.account_adapter import log_in_name
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


@receiver(accounts.password_reset)
def unlock(user: User, **_: Any) -> None:
    """Whoever opened the link in their mail is no guesser, and has a password that nobody has tried yet."""
    reset(username=log_in_name(None, {"email": user.email}))
