"""The same mail by several routes at the same moment, in real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.models import CapturedMail, MailThread
from pacesetter.capture.tests.conftest import answer, mail
from pacesetter.capture.verbs import Always, classify
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, so nothing happens at once"),
]


def test_four_routes_at_once_make_one_mail_one_thread_and_one_activity(
    transactional_db: None, organisation: Organisation, rita: Member, follow_up: ActivityType
) -> None:
    first = keep(rita, mail(), route="imap", is_trusted=True)
    assert isinstance(first, CapturedMail)
    classify(first, by=rita, activity_type=follow_up, always=Always.THREAD)
    later = mail(Message_ID="<m-3@acme.example>", References="<m-1@acme.example> <m-2@initech.example>")
    together = Barrier(4)

    def arrive(route: str, heads: tuple[MailHead, ...]) -> None:
        try:
            together.wait(60)
            for head in heads:
                with scope(organisation):
                    keep(rita, head, route=route, is_trusted=route != "address")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        orders = [(later, answer()), (answer(), later), (later, answer()), (answer(), later)]
        routes = ["address", "imap", "gmail_add_on", "graph"]
        for done in [pool.submit(arrive, route, heads) for route, heads in zip(routes, orders, strict=True)]:
            done.result()
    assert CapturedMail.objects.count() == 3
    assert MailThread.objects.count() == 1
    assert sorted(CapturedMail.objects.get(message_id="m-3@acme.example").routes) == sorted(routes)
    assert Activity.objects.count() == 2
    assert tallies.mismatches() == []
