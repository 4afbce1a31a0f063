"""Let the contract judge what is sent to WorkflowMax, and what our fake answers.

Most of what a test sends the one before has sent too, byte by byte. What was right once is right again; what was
refused is judged anew.
"""

from functools import cache

from openapi_core import OpenAPI
from openapi_core.testing import MockResponse

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.tests.judged import judge_sent, mock_of
from pacesetter.integrations.workflowmax.tests.contract import contract

Sent = tuple[str, str, tuple[tuple[str, str], ...], bytes]


@cache
def _contract() -> OpenAPI:
    return contract()


def judge_request(request: Outgoing) -> None:
    """Raises what openapi-core raises, and an `AssertionError` for a parameter of no such name, which it lets pass."""
    _request_is_right(_sent(request))


def judge_answer(request: Outgoing, answer: Answer) -> None:
    """Raises what openapi-core raises where this is no answer to the request."""
    _answer_is_right(_sent(request), answer.status, answer.body)


def _sent(request: Outgoing) -> Sent:
    return request.method, request.url, tuple(sorted(request.headers.items())), request.body


@cache
def _request_is_right(sent: Sent) -> None:
    judge_sent(_contract(), mock_of(*sent), sent[1])


@cache
def _answer_is_right(sent: Sent, status: int, body: bytes) -> None:
    _contract().validate_response(mock_of(*sent), MockResponse(body, status, content_type="application/json"))
