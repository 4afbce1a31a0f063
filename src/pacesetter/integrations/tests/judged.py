"""What vendors' contracts judge: requests as openapi-core takes them."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest


def mock_of(method: str, url: str, headers: Iterable[tuple[str, str]], body: bytes) -> MockRequest:
    """The request that was sent."""
    parts = urlsplit(url)
    return MockRequest(
        f"{parts.scheme}://{parts.netloc}",
        method.lower(),
        parts.path,
        args=dict(parse_qsl(parts.query)),
        headers=dict(headers),
        data=body or None,
        content_type="application/json",
    )


def judge_sent(contract: OpenAPI, sent: MockRequest, url: str) -> None:
    """Raises what openapi-core raises, and an `AssertionError` for a parameter of no such name, which it lets pass."""
    unmarshalled = contract.unmarshal_request(sent)
    unmarshalled.raise_for_errors()
    parts = urlsplit(url)
    unknown = {name for name, _value in parse_qsl(parts.query)} - set(unmarshalled.parameters.query)
    assert not unknown, f"{parts.path} knows no {unknown}"
