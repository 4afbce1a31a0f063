"""Let the contract judge what is sent to Mailchimp, and what our fake answers."""

from functools import cache

from openapi_core import OpenAPI
from openapi_core.testing import MockResponse

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.mailchimp.tests.contract import contract
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.tests.judged import judge_sent, mock_of


@cache
def _contract() -> OpenAPI:
    return OpenAPI.from_dict(contract())


def judge(request: Outgoing, answer: Answer) -> None:
    """Raises what openapi-core raises where either is not allowed, and an `AssertionError` for a parameter of no such
    name, which it lets pass. Most of it was sent and answered in the test before too: what was right once is right
    again, and what was refused is judged anew."""
    headers = tuple(sorted((name, value) for name, value in request.headers.items() if name != "Content-Type"))
    kind = answer.headers.get("content-type", "application/json")
    # What comes from a proxy in between is in no document.
    given = None if kind == "text/html" else (answer.status, answer.body)
    _is_right(request.method, request.url, headers, request.body, given)


@cache
def _is_right(
    method: str, url: str, headers: tuple[tuple[str, str], ...], body: bytes, answer: tuple[int, bytes] | None
) -> None:
    asked = mock_of(method, url, headers, body)
    judge_sent(_contract(), asked, url)
    if answer is not None:
        status, said = answer
        # The package reads no "problem+json".
        given = MockResponse(said, status_code=status, content_type="application/json")
        _contract().validate_response(asked, given)
