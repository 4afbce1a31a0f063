import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from pacesetter.config.visitor import VisitorAddressMiddleware, address_of


def seen(proxies: int, forwarded: str | None) -> str:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(address_of(request))

    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    with override_settings(TRUSTED_PROXIES=proxies):
        middleware = VisitorAddressMiddleware(view)
        return middleware(RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")).content.decode()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "203.0.113.5", "203.0.113.5"),
        (2, "203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (1, None, "10.0.0.1"),
        (3, "203.0.113.5", "203.0.113.5"),
    ],
)
def test_the_visitor_is_found_behind_the_proxies(proxies: int, forwarded: str | None, address: str) -> None:
    assert seen(proxies, forwarded) == address


def test_the_header_is_not_believed_where_no_proxy_is_declared() -> None:
    assert seen(0, "203.0.113.5") == "10.0.0.1"


def test_an_address_that_the_visitor_invented_is_not_believed() -> None:
    assert seen(1, "127.0.0.1, 203.0.113.5") == "203.0.113.5"
