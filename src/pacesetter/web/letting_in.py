"""Letting somebody in by something else than a password or a passkey."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest

from pacesetter.people.models import User


def let_in(request: HttpRequest, user: User) -> None:
    """Log somebody in. The session stands among their others, so that it can be ended from elsewhere; allauth sees to
    that for those alone that it begins itself."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    UserSession.objects.create_from_request(request)
