"""Which address a request really comes from, where reverse proxies stand in front."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class VisitorAddressMiddleware:
    """Put the visitor's address into REMOTE_ADDR.

    Every trusted proxy appends the address it was called from to X-Forwarded-For, so with n of them the n-th from the
    right is the visitor; whatever stands further left was sent by the visitor and may be invented.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.proxies: int = settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.proxies:
            hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
            if hops:
                request.META["REMOTE_ADDR"] = hops[-min(self.proxies, len(hops))]
        return self.get_response(request)


def address_of(request: HttpRequest) -> str:
    address: str = request.META.get("REMOTE_ADDR", "")
    return address
