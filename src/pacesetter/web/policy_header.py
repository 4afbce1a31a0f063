"""What a page may load and do, said with each answer."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """As the package's, with the policy of all pages that have the usual one written once."""

    _usual = ""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        has_its_own = any(name.startswith("_csp") for name in vars(response)) or hasattr(request, "_csp_nonce")
        if has_its_own or settings.DEBUG:
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        if not self._usual:
            self._usual = build_policy()
        response.headers.setdefault(HEADER, self._usual)
        return response
