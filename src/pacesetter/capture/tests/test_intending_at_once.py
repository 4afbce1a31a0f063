"""A mail of which something was said before it was sent, by several routes at once, in real transactions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.gmail.tickets import make_ticket, spend
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.tests.conftest import JANE, SENT, mail
from pacesetter.capture.verbs import intend, log_intent
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, so nothing happens at once"),
]


def test_it_is_one_activity_and_one_count_and_a_ticket_works_for_one_of_them(
    transactional_db: None, organisation: Organisation, rita: Member, follow_up: ActivityType
) -> None:
    with clock.standing_at(SENT - timedelta(minutes=5)):
        intent = intend(by=rita, to=[JANE], activity_type=follow_up, route="gmail_add_on")
    ticket, together, spent = make_ticket("card", {}), Barrier(5), list[str]()

    def arrive(route: str) -> None:
        try:
            together.wait(60)
            with scope(organisation):
                if route == "now":
                    # The mail may be faster: then there is nothing to log any more.
                    try:
                        log_intent(intent, by=rita)
                    except Refusal as refusal:
                        assert refusal.code == "settled"
                else:
                    is_copy = route == "address"
                    keep(rita, mail(), route=route, is_trusted=not is_copy, ref=intent.token if is_copy else "")
                try:
                    spend(ticket)
                    spent.append(route)
                except Refusal as refusal:
                    assert refusal.code == "spent"
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        routes = ["address", "imap", "gmail_add_on", "graph", "now"]
        for done in [pool.submit(arrive, route) for route in routes]:
            done.result()
    row = CapturedMail.objects.get()
    assert (row.state, sorted(row.routes)) == ("logged", sorted(routes[:4]))
    assert Activity.objects.filter(deleted_at__isnull=True).get() == row.activity
    assert len(spent) == 1
    assert tallies.mismatches() == []
