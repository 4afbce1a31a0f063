"""Two addresses for whatever watches the process: `/livez` (it answers) and `/readyz` (its database answers too).

They say one word and nothing about the inside, because anybody may ask.
"""

import logging
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Stands before everything else: a watcher calls by an inner address that is no allowed host and speaks no https,
    and it must not cost a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/livez":
            return _answer(True)
        if request.path_info == "/readyz":
            return _answer(_database_answers())
        return self.get_response(request)


def _answer(well: bool) -> HttpResponse:
    text, status = ("ok\n", 200) if well else ("failing\n", 503)
    return HttpResponse(text, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        logger.exception("The database does not answer")
        return False
    return True
