"""Who is logged in, and as which member they work: one trip to the database, since every request asks for both."""

from functools import partial

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, middleware
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from pacesetter.people.models import User
from pacesetter.web.membership import chosen_with_log_in

# Those that look a log-in up by its id, and refuse one that is not active.
_BY_ID = frozenset({"django.contrib.auth.backends.ModelBackend", "allauth.account.auth_backends.AuthenticationBackend"})


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    """Django's, which it leaves everything to that is not as on every other request: no organisation chosen yet, a
    membership that has ended, a password that was changed, an old key of this server."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_user_of, request))  # type: ignore[assignment]


def _user_of(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    known: AbstractBaseUser | AnonymousUser | None = getattr(request, "_cached_user", None)
    if known is None:
        known = request._cached_user = _usual(request) or auth.get_user(request)  # type: ignore[attr-defined]
    return known


def _usual(request: HttpRequest) -> User | None:
    """The log-in where the session is good for it by all that Django asks; None where Django has to be asked."""
    session = request.session
    backend, user_id = session.get(BACKEND_SESSION_KEY), str(session.get(SESSION_KEY, ""))
    if backend not in _BY_ID or backend not in settings.AUTHENTICATION_BACKENDS or not user_id.isdecimal():
        return None
    member = chosen_with_log_in(int(user_id), session)
    user = member.user if member else None
    if user is None or not user.is_active:
        return None
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    request.member_read = member  # type: ignore[attr-defined]
    return user
