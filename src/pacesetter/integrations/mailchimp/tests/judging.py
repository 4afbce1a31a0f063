"""Let the contract judge what is sent to Mailchimp, and what our fake answers."""

from functools import cache
from urllib.parse import parse_qsl, urlsplit

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.mailchimp.tests.contract import contract
from pacesetter.integrations.sending import Outgoing


@cache
def _contract() -> OpenAPI:
    return OpenAPI.from_dict(contract())


def judge(request: Outgoing, answer: Answer) -> None:
    """Raises what openapi-core raises where either is not allowed, and an `AssertionError` for a parameter of no such
    name, which it lets pass."""
    parts = urlsplit(request.url)
    asked = MockRequest(
        f"{parts.scheme}://{parts.netloc}",
        request.method.lower(),
        parts.path,
        args=dict(parse_qsl(parts.query)),
        headers={name: value for name, value in request.headers.items() if name != "Content-Type"},
        data=request.body or None,
    )
    unmarshalled = _contract().unmarshal_request(asked)
    unmarshalled.raise_for_errors()
    known = set(unmarshalled.parameters.query)
    unknown = {name for name, _value in parse_qsl(parts.query)} - known
    assert not unknown, f"{parts.path} knows no {unknown}"
    kind = answer.headers.get("content-type", "application/json")
    if kind != "text/html":  # what comes from a proxy in between is in no document
        # The package reads no "problem+json".
        given = MockResponse(answer.body, status_code=answer.status, content_type="application/json")
        _contract().validate_response(asked, given)
