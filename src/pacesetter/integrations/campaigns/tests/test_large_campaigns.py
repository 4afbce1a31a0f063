"""A campaign four times as large takes four times the work, and no more memory: nothing is held but a page.

How long 100,000 recipients take is measured (`benchmarks/campaigns.py`); what is counted here is the same on every
machine.
"""

import gc
import sys
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import FrameType

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.following import begin_look, follow
from pacesetter.integrations.campaigns.looking import find_campaigns
from pacesetter.integrations.campaigns.tests.conftest import NOW, SENT
from pacesetter.integrations.mailchimp import client
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeCampaign, FakeMailchimp
from pacesetter.integrations.models import Campaign, CampaignRecipient, Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member

PAGE = 40
Look = Callable[[int], Callable[[], None]]


@pytest.fixture
def first_look(
    ada: Member, rita: Member, newsletter: object, initech: Company, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Look]:
    """`first_look(pages)` answers what imports a campaign of so many pages: every second recipient is a contact, every
    fourth opens it."""
    monkeypatch.setattr(client, "_PER_PAGE", PAGE)
    monkeypatch.setattr(client, "_WITH_DEEDS", PAGE)
    fake = FakeMailchimp()
    fake.asked = deque(maxlen=1)  # type: ignore[assignment]  # what it remembers is no memory of ours
    with answered_by(fake):
        begun = begin_connection(by=ada, provider="mailchimp", way="key", given={"api_key": KEY})
        row = check_connection(begun, by=ada)

        def prepared(pages: int) -> Callable[[], None]:
            name = add_campaign(fake, pages, initech)
            return lambda: follow_once(row, name)

        yield prepared


def tidied() -> None:
    """What nobody holds any more is not counted."""
    if tracemalloc.is_tracing():
        gc.collect()


def add_campaign(fake: FakeMailchimp, pages: int, company: Company) -> str:
    name = f"c{pages}"
    everybody = [f"p{number}.{name}@initech.example" for number in range(pages * PAGE)]
    Contact.objects.bulk_create([Contact(name=one, email=one, company=company) for one in everybody[::2]])
    fake.campaigns = {name: FakeCampaign(name, SENT, everybody)}
    for address in everybody[::4]:
        fake.campaigns[name].does(address, "open", SENT + timedelta(minutes=5))
    return name


def follow_once(connection: Connection, name: str) -> None:
    with Caller(connection) as caller:
        find_campaigns(connection, caller)
        row = Campaign.objects.select_related("connection", "activity").get(external_id=name)
        if not row.step:
            begin_look(row)
        follow(row, caller, stay=tidied)


def test_each_page_takes_as_many_statements_as_any_other(first_look: Look) -> None:
    counts = []
    for pages in (4, 8, 12):
        look = first_look(pages)
        with CaptureQueriesContext(database) as asked:
            look()
        counts.append(len(asked))
    # What is tidied now and then is in some of them.
    assert counts[2] - counts[1] <= 1.1 * (counts[1] - counts[0])
    # Four pages of recipients, and one of those who did something.
    assert (counts[1] - counts[0]) / 5 < 40
    assert CampaignRecipient.objects.filter(opens=1).count() == 24 * PAGE / 4


def test_four_times_as_many_take_four_times_the_work(first_look: Look) -> None:
    first_look(3)()  # what is done once for all is done
    little, much = (calls_of(first_look(pages)) for pages in (4, 16))
    assert 3 < much / little < 4.4


def test_four_times_as_many_take_no_more_memory(first_look: Look) -> None:
    first_look(3)()
    little, much = (peak_of(first_look(pages)) for pages in (4, 16))
    assert much < little * 1.3


def test_a_second_look_reads_only_what_is_new(first_look: Look) -> None:
    first_look(8)()
    row = Campaign.objects.select_related("connection").get()
    with clock.standing_at(NOW + timedelta(hours=2)), CaptureQueriesContext(database) as asked:
        begin_look(row)
        with Caller(row.connection) as caller:
            follow(row, caller, stay=lambda: None)
    assert len(asked) < 60


def calls_of(run: Callable[[], None]) -> int:
    """How many functions are called."""
    count = 0

    def counts(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counts)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def peak_of(run: Callable[[], None]) -> int:
    """How many bytes are held at most, beside those that were held before."""
    gc.collect()
    gc.freeze()  # what was there before need not be gone through after every page
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        run()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
        gc.unfreeze()
