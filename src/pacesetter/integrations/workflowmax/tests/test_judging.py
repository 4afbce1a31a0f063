"""The contract judges the same request each time, also after it has let it pass."""

from dataclasses import replace

import pytest
from openapi_core.exceptions import OpenAPIError

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.fake import ORGANISATION
from pacesetter.integrations.workflowmax.tests.judging import judge_answer, judge_request

ASKED = Outgoing(
    "GET",
    "https://api.workflowmax.com/v2/staff?page=1",
    {"Authorization": "Bearer x", "account-id": ORGANISATION},
)


def test_what_the_contract_knows_passes_however_often() -> None:
    for _ in range(2):
        judge_request(ASKED)
        judge_answer(ASKED, Answer(200, {}, b'{"data": []}'))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ASKED, url="https://api.workflowmax.com/v2/stuff?page=1"),
        replace(ASKED, url="https://api.workflowmax.com/v2/staff?page=zero"),
        replace(ASKED, url="https://api.workflowmax.com/v2/staff?page=1&colour=red"),
        replace(ASKED, method="POST"),
        replace(ASKED, headers={"Authorization": "Bearer x"}),
    ],
    ids=["path", "value", "name", "method", "header"],
)
def test_what_it_does_not_know_is_refused_each_time(wrong: Outgoing) -> None:
    for _ in range(2):
        with pytest.raises((OpenAPIError, AssertionError)):
            judge_request(wrong)


def test_an_answer_of_another_form_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(OpenAPIError):
            judge_answer(ASKED, Answer(200, {}, b'{"data": [{"uuid": 5}]}'))
