"""A request that PostgreSQL has ended, because it and another one waited for each other, is begun anew."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, NoReturn

from django.db import connection, models
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from pacesetter.config.busy import busy
from pacesetter.core import outside
from pacesetter.tenancy.circles import was_ended
from pacesetter.tenancy.written import Written, watched

_ATTEMPTS = 3
_ONLY_READING = ("GET", "HEAD", "OPTIONS", "TRACE")


class OnceMoreMiddleware:
    """Call the view of a request that may change something once more, where PostgreSQL ended it for the sake of another
    and nothing of it is left: neither in the database nor in the session, and nothing was said to other systems. Where
    it is ended each time, say that it was and that sending it again is safe.

    It comes last. Who asks, and whether they may, has been found out then, and is not asked again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method in _ONLY_READING or connection.vendor != "postgresql" or iscoroutinefunction(view):
            return None
        for _attempt in range(_ATTEMPTS):
            with watched() as written:
                attempt = _Attempt(request, written)
                # For those who make an answer of every error themselves (`api.errors`).
                request.begins_anew_after = attempt.left_nothing  # type: ignore[attr-defined]
                try:
                    return view(request, *args, **kwargs)
                except Exception as error:
                    if not attempt.left_nothing(error):
                        return _Raised(error)
            attempt.as_before()
            # They have been read to their end.
            if request.FILES:
                break
        return busy(request)


class _Raised(HttpResponse):
    """An error on its way. Other middleware makes answers of some that a view raises (who has to log in anew is led
    there), and Django gives it those of views and of drawing, but not those that are raised here."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def render(self) -> NoReturn:
        """As Django has answers drawn that are not drawn yet."""
        raise self._error


class _Attempt:
    """One call of the view, and how the request was before it."""

    def __init__(self, request: HttpRequest, written: Written) -> None:
        self._request = request
        self._written = written
        self._times_spoken = outside.times_spoken()
        self._messages: Any = getattr(getattr(request, "_messages", None), "_queued_messages", [])
        self._messages_before = len(self._messages)

    def left_nothing(self, error: BaseException) -> bool:
        return (
            was_ended(error)
            and not connection.in_atomic_block
            and not self._written
            and outside.times_spoken() == self._times_spoken
            and not getattr(getattr(self._request, "session", None), "modified", False)
        )

    def as_before(self) -> None:
        """Forget what the attempt has made of the request. Rows may carry values that were not kept."""
        del self._messages[self._messages_before :]
        for value in list(vars(self._request).values()):
            if isinstance(value, models.Model):
                value.refresh_from_db()
