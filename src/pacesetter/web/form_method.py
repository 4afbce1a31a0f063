"""DELETE from a plain form, which knows GET and POST alone. Undo is DELETE on the address of what was done, and works
without script."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FIELD = "_method"


class FormMethodMiddleware:
    """A POST whose field `_method` says DELETE is one. The token of forms is checked for both alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Uploads are not read here: a view may want their bytes as they come.
        is_plain = request.content_type == "application/x-www-form-urlencoded"
        if request.method == "POST" and is_plain and request.POST.get(FIELD) == "DELETE":
            # Django looks for the token in the fields of a POST alone; that of a DELETE comes in a header.
            request.META.setdefault(settings.CSRF_HEADER_NAME, request.POST.get("csrfmiddlewaretoken", ""))
            request.method = "DELETE"
        return self.get_response(request)
