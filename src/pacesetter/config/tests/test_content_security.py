from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pacesetter.web.policy_header import PolicyMiddleware


def policy() -> dict[str, str]:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    response = PolicyMiddleware(view)(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    parts = [part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: value for name, _, value in parts}


def test_a_page_may_load_nothing_but_its_own_files() -> None:
    sent = policy()
    assert sent["default-src"] == "'none'"
    assert sent["script-src"] == sent["style-src"] == sent["connect-src"] == "'self'"
    assert sent["frame-ancestors"] == sent["base-uri"] == "'none'"


def test_nothing_inline_or_evaluated_is_ever_allowed() -> None:
    assert not [value for value in policy().values() if "unsafe" in value]
