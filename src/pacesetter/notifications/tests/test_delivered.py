"""The mail of the day, from the plan to a real mail server."""

from datetime import datetime

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity
from pacesetter.mail.tests.test_deliver import Post, body
from pacesetter.mail.tests.test_deliver import post as post
from pacesetter.notifications.digests.planning import plan
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_arrives_once_with_its_button(post: Post, monday: datetime, rita: Member, todo: Activity) -> None:
    for _ in range(2):
        plan(monday)
        jobs.run_due()
    (received,) = post.received
    assert post.recipients == [["rita@acme.example"]]
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert received.get_content_type() == "multipart/alternative"
    assert "Budget" in body(received, "plain")
    assert "Budget" in body(received, "html")
