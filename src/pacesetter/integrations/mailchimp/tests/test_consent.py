"""Connected by consent: Mailchimp says where the account lives."""

from collections.abc import Iterator

import pytest

from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.recorded import Recorded, Recording
from pacesetter.integrations.verbs import begin_connection, check_connection, finish_consent
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

TOKEN = Recording("POST", "/oauth2/token", body={"access_token": "t-1", "expires_in": 0, "scope": None})
METADATA = Recording("GET", "/oauth2/metadata", body={"dc": "us6", "api_endpoint": "https://us6.api.mailchimp.com"})
ACCOUNT = Recording("GET", "/3.0/", body={"account_id": "a1b2", "account_name": "Acme News"})


@pytest.fixture
def twin() -> Iterator[Recorded]:
    recorded = Recorded([])
    with answered_by(recorded):
        yield recorded


@pytest.fixture
def begun(ada: Member) -> Connection:
    given = {"client_id": "app", "client_secret": "s3cret-of-app"}
    return begin_connection(by=ada, provider="mailchimp", way="oauth", given=given)


def consent(begun: Connection, by: Member) -> Connection:
    return finish_consent(begun, by=by, code="c", asked=new_request(), back_to="https://kpi.example/back/")


def test_there_and_back(ada: Member, begun: Connection, twin: Recorded) -> None:
    twin.left = [TOKEN, METADATA, ACCOUNT]
    row = consent(begun, ada)
    assert (row.state, row.account_id, row.token_expires_at) == ("connected", "a1b2", None)
    assert twin.asked[1].url == "https://login.mailchimp.com/oauth2/metadata"
    assert twin.asked[1].headers["Authorization"] == "OAuth t-1"
    assert twin.asked[2].url.startswith("https://us6.api.mailchimp.com/3.0/")
    assert twin.asked[2].headers["Authorization"] == "Bearer t-1"
    # From then on the address is known.
    twin.left = [ACCOUNT]
    check_connection(row, by=ada)
    assert row.setting("api_endpoint") == "https://us6.api.mailchimp.com"


@pytest.mark.parametrize(
    "told", [{}, {"api_endpoint": "http://us6.api.mailchimp.com"}, []], ids=["none", "plain", "[]"]
)
def test_an_account_that_lives_nowhere_is_refused(ada: Member, begun: Connection, twin: Recorded, told: object) -> None:
    twin.left = [TOKEN, Recording("GET", "/oauth2/metadata", body=told)]
    with pytest.raises(Failure, match="where the account lives"):
        consent(begun, ada)
    begun.refresh_from_db()
    assert begun.state == "begun"
