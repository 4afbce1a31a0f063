"""What is judged by Brevo's own client fails where it should."""

import json

import pytest
from pydantic import ValidationError

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.brevo.tests.fake import told
from pacesetter.integrations.brevo.tests.judging import KEY, judge
from pacesetter.integrations.sending import Outgoing

NONE = told({"count": 0})
DONE = told({"id": 1}, 201)


def asked(method: str, path: str, body: object = None, key: str = KEY) -> Outgoing:
    sent = json.dumps(body).encode() if body else b""
    return Outgoing(method, f"https://api.brevo.com/v3/{path}", {"api-key": key}, sent)


def test_what_is_allowed_passes() -> None:
    judge(asked("GET", "emailCampaigns?status=sent&limit=50"), NONE)
    judge(asked("POST", "webhooks", {"url": "https://x.example/", "events": ["unsubscribed"]}), DONE)


@pytest.mark.parametrize(
    "request_",
    [
        asked("GET", "emailCampaigns?since=2026-03-10"),
        asked("GET", "emailCampaigns?status=bogus"),
        asked("GET", "campaigns"),
        asked("GET", "emailCampaigns", key="another"),
        asked("POST", "webhooks", {"url": "https://x.example/", "events": ["everything"]}),
        asked("POST", "webhooks", {"url": "https://x.example/", "event": ["unsubscribed"]}),
        asked("POST", "webhooks", {"url": "https://x.example/", "auth": {"kind": "bearer"}}),
    ],
    ids=["parameter", "choice", "path", "key", "inner choice", "field", "inner field"],
)
def test_a_request_that_is_not_allowed_fails(request_: Outgoing) -> None:
    with pytest.raises(AssertionError):
        judge(request_, NONE)


@pytest.mark.parametrize("answer", [told({"count": "many"}), told({"count": 1, "campaigns": [{"id": 1}]})])
def test_an_answer_of_another_kind_fails(answer: Answer) -> None:
    with pytest.raises(ValidationError):
        judge(asked("GET", "emailCampaigns"), answer)


def test_an_answer_with_a_field_of_ours_fails() -> None:
    with pytest.raises(AssertionError):
        judge(asked("GET", "emailCampaigns"), told({"count": 0, "ours": 1}))
