"""What is shown where a form was ended for the sake of others time and again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# By it a script tells an answer of ours from one of a gateway, which doesn't know what was saved.
KEPT = "Pacesetter-Kept"


def busy_page(request: HttpRequest) -> HttpResponse:
    """The answer to a request of which nothing is left."""
    answer = render(request, "503.html", status=503)
    answer.headers[KEPT] = "nothing"
    return answer
