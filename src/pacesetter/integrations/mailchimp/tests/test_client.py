"""What is asked of Mailchimp, and how its answers are read. The contract judges each exchange."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from openapi_core.exceptions import OpenAPIError

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.shapes import DeedKind, Recipient
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mailchimp.tests.fake import FakeCampaign, FakeMailchimp, answered, email_id, problem
from pacesetter.integrations.mailchimp.tests.judging import judge
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member

SENT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
JANE, JOE = "jane@initech.example", "joe@initech.example"


def test_connected_by_key_with_the_name_of_the_account(connection: Connection) -> None:
    assert (connection.state, connection.account_id, connection.account_name) == ("connected", "a1b2", "Acme News")


def test_a_key_goes_to_the_data_centre_that_it_names(connection: Connection, mailchimp: FakeMailchimp) -> None:
    with Caller(connection) as caller:
        source_of(connection).check(caller)
    request = mailchimp.asked[0]
    assert request.url.startswith("https://us6.api.mailchimp.com/3.0/?")
    assert request.headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize("key", ["nodash", "abc-us6.evil.example/", "abc-"])
def test_what_is_no_key_of_mailchimp_is_sent_nowhere(ada: Member, mailchimp: FakeMailchimp, key: str) -> None:
    begun = begin_connection(by=ada, provider="mailchimp", way="key", given={"api_key": key})
    with pytest.raises(Failure, match="no key of Mailchimp"):
        check_connection(begun, by=ada)
    assert mailchimp.asked == []


def test_campaigns_come_oldest_first_and_by_the_page(connection: Connection, mailchimp: FakeMailchimp) -> None:
    for number in range(130):
        mailchimp.campaigns[f"c{number}"] = FakeCampaign(f"c{number}", SENT + timedelta(hours=number), [JANE])
    source = source_of(connection)
    with Caller(connection) as caller:
        first = source.sent_campaigns(caller, since=SENT - timedelta(days=1))
        second = source.sent_campaigns(caller, since=SENT - timedelta(days=1), place=first.next)
    assert (first.rows[0].id, first.total, first.next, second.next) == ("c0", 130, "100", "")
    assert [one.id for one in (*first.rows, *second.rows)] == [f"c{number}" for number in range(130)]
    told = first.rows[0]
    assert (told.subject, told.sender_address, told.audience_name) == (
        "News of March",
        "rita@acme.example",
        "Customers",
    )
    assert (told.sent_at, told.recipients) == (SENT, 1)


def test_recipients_come_a_thousand_at_a_time(connection: Connection, mailchimp: FakeMailchimp) -> None:
    everybody = [f"p{number}@initech.example" for number in range(2350)]
    mailchimp.campaigns["c1"] = FakeCampaign("c1", SENT, everybody, bounced={everybody[0]: "hard"})
    place = ""
    found: list[Recipient] = []
    with Caller(connection) as caller:
        for _ in range(3):
            page = source_of(connection).recipients(caller, "c1", place=place)
            found += page.rows
            place = page.next
    assert place == ""
    assert [one.address for one in found] == everybody
    assert (found[0].id, found[0].bounce, found[1].bounce) == (email_id(everybody[0]), "hard", "")


def test_deeds_since_a_moment(connection: Connection, mailchimp: FakeMailchimp) -> None:
    campaign = FakeCampaign("c1", SENT, [JANE, JOE], left={JOE: SENT})
    campaign.does(JANE, "open", SENT + timedelta(minutes=5))
    campaign.does(JANE, "click", SENT + timedelta(hours=2), url="https://acme.example/offer")
    campaign.does(JOE, "bounce", SENT + timedelta(minutes=1), type="soft")
    mailchimp.campaigns["c1"] = campaign
    source = source_of(connection)
    with Caller(connection) as caller:
        everything = source.deeds(caller, "c1", since=None)
        later = source.deeds(caller, "c1", since=SENT + timedelta(hours=1))
        left = source.unsubscribes(caller, "c1")
    assert [[deed.kind for deed in one.deeds] for one in everything.rows] == [
        [DeedKind.OPEN, DeedKind.CLICK],
        [DeedKind.BOUNCE],
    ]
    assert [(deed.kind, deed.detail) for deed in later.rows[0].deeds] == [("click", "https://acme.example/offer")]
    assert (left.rows[0].recipient_id, left.rows[0].at) == (email_id(JOE), SENT)


def test_an_empty_page_ends_the_list_whatever_the_total_says(connection: Connection, mailchimp: FakeMailchimp) -> None:
    mailchimp.broken = [answered({"sent_to": [], "total_items": 900})]
    with Caller(connection) as caller:
        page = source_of(connection).recipients(caller, "c1", place="500")
    assert (page.rows, page.next) == ([], "")


def test_rows_that_lack_what_they_need_are_left_out(connection: Connection, mailchimp: FakeMailchimp) -> None:
    rows = [{"email_id": "x"}, {"email_address": JANE}, {"email_id": "y", "email_address": JANE}]
    mailchimp.broken = [answered({"sent_to": rows, "total_items": 3})]
    with Caller(connection) as caller:
        page = source_of(connection).recipients(caller, "c1")
    assert [one.id for one in page.rows] == ["y"]


FORBIDDEN = Answer(403, {"content-type": "text/html"}, b"<html>Forbidden</html>")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (problem(401, "API Key Invalid", "Your API key may be invalid."), FailureKind.AUTHORISATION),
        (problem(403, "User Disabled", "This account has been deactivated."), FailureKind.CONFIGURATION),
        (problem(404, "Resource Not Found", "It could not be found."), FailureKind.PERMANENT),
        (problem(429, "Too Many Requests", "You have exceeded the limit of simultaneous connections."), "temporary"),
        (problem(500, "Internal Server Error", "A deep internal error has occurred."), FailureKind.TEMPORARY),
        (FORBIDDEN, FailureKind.TEMPORARY),
        (answered({}), FailureKind.TEMPORARY),
    ],
    ids=["401", "403", "404", "429", "500", "403 without JSON", "200 without the list"],
)
def test_failures_by_who_can_do_something(
    connection: Connection, mailchimp: FakeMailchimp, answer: Answer, kind: str
) -> None:
    mailchimp.broken = [answer]
    with Caller(connection) as caller, pytest.raises(Failure) as told:
        source_of(connection).recipients(caller, "c1")
    assert told.value.kind == kind


def test_never_more_at_once_than_mailchimp_allows(connection: Connection) -> None:
    assert source_of(connection).at_once < 10


def test_the_contract_does_judge() -> None:
    url, proof = "https://us6.api.mailchimp.com/3.0/campaigns", {"Authorization": "Basic eA=="}
    good = answered({"campaigns": [], "total_items": 0})
    judge(Outgoing("GET", f"{url}?status=sent&count=1000", proof), good)
    for query in ("?status=bogus", "?count=5000"):
        with pytest.raises(OpenAPIError):
            judge(Outgoing("GET", url + query, proof), good)
    with pytest.raises(AssertionError):
        judge(Outgoing("GET", f"{url}?since=2026-03-10T09:00:00Z", proof), good)
    with pytest.raises(OpenAPIError):
        judge(Outgoing("GET", url, {}), good)
    with pytest.raises(OpenAPIError):
        judge(Outgoing("GET", url, proof), answered({"campaigns": [{"id": 7}]}))


def test_the_moment_is_sent_with_its_zone(connection: Connection, mailchimp: FakeMailchimp) -> None:
    with Caller(connection) as caller:
        source_of(connection).sent_campaigns(caller, since=SENT)
    query = parse_qs(urlsplit(mailchimp.asked[0].url).query)
    assert query["since_send_time"] == ["2026-03-10T09:00:00+00:00"]
