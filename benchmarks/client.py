"""Asking pages from inside the process, logged in."""

from django.test import Client

from pacesetter.core.room import with_room
from pacesetter.people.models import Member


def client_of(member: Member) -> Client:
    """A client that is logged in as the member."""
    assert member.user is not None  # noqa: S101
    client = Client(HTTP_HOST="127.0.0.1")
    # As a server process answers.
    client.get = with_room(client.get)  # type: ignore[method-assign]
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    return client
