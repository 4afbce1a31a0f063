"""Bring the recipients of one campaign in, then what they do.

    python -m benchmarks.campaigns [--recipients 100000]

Every second recipient is a contact, five to a company; every fourth opens it. The other side is a fake in the same
process: of the processor's time that is told, its share is told beside it; none is the network's.
"""

import argparse
import resource
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection as database

from benchmarks.population import Population
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.following import begin_look, follow
from pacesetter.integrations.campaigns.looking import find_campaigns
from pacesetter.integrations.mailchimp.tests.fake import KEY, FakeCampaign, FakeMailchimp
from pacesetter.integrations.models import Campaign, CampaignRecipient, Connection
from pacesetter.integrations.sending import Outgoing, answered_by
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.tenancy.scope import scope

GOAL_SECONDS, GOAL_MEGABYTES = 60, 300


class OtherSide:
    """The fake, and how many seconds of work were its own."""

    def __init__(self, fake: FakeMailchimp) -> None:
        self._fake, self.work = fake, 0.0

    def __call__(self, request: Outgoing) -> Answer:
        began = time.process_time()
        try:
            return self._fake(request)
        finally:
            self.work += time.process_time() - began


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--recipients", type=int, default=100_000)
    count = options.parse_args().recipients
    population = Population()
    with scope(population.organisation):
        _run(population, count)


def _run(population: Population, count: int) -> None:
    everybody = [f"p{number}@customer.example" for number in range(count)]
    _customers(everybody[::2])
    ActivityType.objects.create(name="Newsletter of the benchmark", category="email_campaign")
    sent_at = clock.now() - timedelta(hours=3)
    campaign = FakeCampaign("c1", sent_at, everybody, reply_to=population.members[0].email)
    for address in everybody[::4]:
        campaign.does(address, "open", sent_at + timedelta(minutes=5))
    other_side = OtherSide(FakeMailchimp(campaign))
    with answered_by(other_side):
        begun = begin_connection(by=None, provider="mailchimp", way="key", given={"api_key": KEY})
        row = check_connection(begun, by=None)
        print(f"{database.vendor}: {count:,} recipients", flush=True)
        _measure("first look", other_side, lambda: _look(row))
        for address in everybody[1::40]:
            campaign.does(address, "open", clock.now())
        _measure("second look", other_side, lambda: _look(row))
    rows = CampaignRecipient.objects.all()
    print(f"{rows.count():,} recipients, {rows.filter(opens__gt=0).count():,} opened")


def _customers(addresses: list[str]) -> None:
    companies = [Company(name=f"Customer {n}", name_key=f"customer {n}") for n in range(len(addresses) // 5 + 1)]
    companies = Company.objects.bulk_create(companies, batch_size=1000)
    people = (
        Contact(name=f"Person {n}", company=companies[n // 5], email=address) for n, address in enumerate(addresses)
    )
    Contact.objects.bulk_create(list(people), batch_size=1000)


def _look(connection: Connection) -> None:
    with Caller(connection) as caller:
        find_campaigns(connection, caller)
        row = Campaign.objects.select_related("connection", "activity").get(connection=connection)
        if not row.step:
            begin_look(row)
        follow(row, caller, stay=lambda: None)


def _measure(what: str, other_side: OtherSide, run: Callable[[], None]) -> None:
    began, clock_began, other_side.work = time.process_time(), time.perf_counter(), 0.0
    run()
    work, waited = time.process_time() - began, time.perf_counter() - clock_began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    good = "" if work - other_side.work < GOAL_SECONDS and peak < GOAL_MEGABYTES else "  above the goal"
    of_theirs = f"{other_side.work:.1f} s of it the other side's"
    print(f"{what}: {work:.1f} s of work ({of_theirs}), {waited:.1f} s in all, peak {peak:.0f} MB{good}", flush=True)


if __name__ == "__main__":
    main()
