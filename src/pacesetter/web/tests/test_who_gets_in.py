"""Every page, tried by those who must not see it: somebody of another organisation, and members without the access.

A page with ids in its address needs a line in EXAMPLES, which makes rows of Acme that Rita may see. Then it is tried as
it stands; what a page shows to whom is told by its own tests.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core import signing
from django.urls import reverse

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, NextStep
from pacesetter.activities.undoing import Deed, Step, undo_of
from pacesetter.capture.models import (
    AddInToken,
    BlockedAddress,
    CapturedMail,
    EntraIdentity,
    GoogleAccount,
    MailAlias,
    MailIntent,
    RemovedSetting,
    StandingRule,
)
from pacesetter.crm.models import Company, CompanyTransfer, Contact, ContactList
from pacesetter.events.models import Event
from pacesetter.imports.models import ImportBatch
from pacesetter.integrations.models import AudienceFill, Campaign, CampaignWebhook, Connection
from pacesetter.kpis.models import ClosedPeriod, Kpi
from pacesetter.meetings.models import Meeting, MeetingAnswer
from pacesetter.notifications.models import PushSubscription
from pacesetter.people.models import (
    Leave,
    Member,
    OrganisationHoliday,
    RoleAssignment,
    TeamMembership,
    WorkingPattern,
)
from pacesetter.people.verbs import create_token
from pacesetter.rewards.models import Screen
from pacesetter.telephony.models import Call, CallReport, CallSource, MemberLine
from pacesetter.web.deeds import Deed as WebDeed
from pacesetter.web.member_view import Audience
from pacesetter.web.people.leave_undo import Days, removed_token
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.pages import KnownPage, every_page

pytestmark = pytest.mark.usefixtures("at_noon")

METHODS = ("get", "post", "delete")
PAGES = [page for page in every_page() if page.audience is not None]
WITH_PARTS = [page for page in PAGES if page.parts]
OF_SOMEBODY = [page for page in WITH_PARTS if page.audience is Audience.MEMBERS]


class Rows:
    """Rows of Acme, made when a page asks for them."""

    def __init__(self, rita: Member, call: ActivityType, calls: Kpi) -> None:
        self.rita, self.call, self.calls = rita, call, calls


def call_of(rows: Rows) -> Call:
    """A reported call of Rita's."""
    source = CallSource.objects.create(name="Calls", shape="standard", public_id="calls")
    call: Call = Call.objects.create(source=source, call_id="c", direction="out", member=rows.rita, started_at=NOW)
    return call


def mail_of(rows: Rows) -> CapturedMail:
    """A mail of Rita's that waits."""
    mail: CapturedMail = CapturedMail.objects.create(
        owner=rows.rita,
        message_id=f"m{CapturedMail.objects.count()}",
        direction="out",
        sent_at=NOW,
        address="j@x.example",
        captured_at=NOW,
    )
    return mail


def answer_to(rows: Rows) -> MeetingAnswer:
    """Somebody's answer about a meeting of Rita's."""
    activity = verbs.plan(by=rows.rita, activity_type=rows.call, owner=rows.rita)
    meeting = Meeting.objects.create(
        activity=activity, uid="u", organiser_address="r", stamp=NOW, starts_at=NOW, ends_at=NOW, zone="UTC", title="M"
    )
    answer: MeetingAnswer = MeetingAnswer.objects.create(
        meeting=meeting, received_at=NOW, sender="s", method="REPLY", status="ACCEPTED", verdict="counted"
    )
    return answer


def events_of(rows: Rows) -> int:
    """An event about a setting of Acme."""
    events.record("kpi.archived", "kpi", rows.calls.pk, by_id=None)
    return Event.objects.filter(subject_kind="kpi").first().pk  # type: ignore[union-attr]


# What stands in an address -> the id of a row of Acme.
EXAMPLES: dict[str, Callable[[Rows], object]] = {
    "company_id": lambda rows: Company.objects.create(name="Initech", name_key="initech", sales_rep=rows.rita).pk,
    "other_id": lambda rows: Company.objects.create(name="Initech Ltd", name_key="initech", sales_rep=rows.rita).pk,
    "contact_id": lambda rows: (
        Contact.objects.create(name="Jane", company=Company.objects.create(name="I", sales_rep=rows.rita)).pk
    ),
    "transfer_id": lambda rows: (
        CompanyTransfer.objects.create(by=rows.rita, before=[], made_at=datetime(2026, 3, 2, tzinfo=UTC)).pk
    ),
    "cycle_id": lambda rows: (
        verbs.set_call_cycle(
            Company.objects.create(name="Initech", name_key="initech", sales_rep=rows.rita),
            by=rows.rita,
            activity_type=rows.call,
            every=1,
            unit="weeks",
        ).pk
    ),
    "member_id": lambda rows: rows.rita.pk,
    "device_id": lambda rows: (
        PushSubscription.objects.create(
            member=rows.rita, endpoint="https://push.example/1", public="k", auth="a", created_at=NOW
        ).pk
    ),
    "next_step_id": lambda rows: (
        NextStep.objects.create(
            after_type=rows.call,
            next_type=rows.call,
            delay=2,
            unit="days",
            counted_from="completed",
            owner_rule="same",
            mode="plan",
        ).pk
    ),
    "kpi_id": lambda rows: rows.calls.pk,
    "sales_role_id": lambda rows: RoleAssignment.objects.get(member=rows.rita).role_id,
    "activity_type_id": lambda rows: rows.call.pk,
    "outcome_id": lambda rows: rows.call.allowed_outcomes.first().outcome_id,  # type: ignore[union-attr]
    "event_id": events_of,
    "assignment_id": lambda rows: RoleAssignment.objects.get(member=rows.rita).pk,
    "membership_id": lambda rows: TeamMembership.objects.get(member=rows.rita).pk,
    "team_id": lambda rows: TeamMembership.objects.get(member=rows.rita).team_id,
    "pattern_id": lambda rows: (
        WorkingPattern.objects.create(
            member=rows.rita, effective_from=date(2026, 1, 1), capacities=["1"] * 5 + ["0"] * 2
        ).pk
    ),
    "connection_id": lambda rows: (
        Connection.objects.create(provider="null", way="key", state="connected", created_at=NOW).pk
    ),
    "campaign_id": lambda rows: (
        Campaign.objects.create(
            connection=Connection.objects.create(provider="mailchimp", way="key", state="connected", created_at=NOW),
            external_id="c",
            sent_at=NOW,
            looked_at=NOW,
        ).pk
    ),
    "webhook_id": lambda rows: (
        CampaignWebhook.objects.create(
            connection=Connection.objects.create(provider="mailchimp", way="key", state="connected", created_at=NOW),
            address_hash="guessed",
            address_token="",
        ).pk
    ),
    "fill_id": lambda rows: (
        AudienceFill.objects.create(
            connection=Connection.objects.create(provider="mailchimp", way="key", state="connected", created_at=NOW),
            audience_id="l1",
            member=rows.rita,
        ).pk
    ),
    "contact_list_id": lambda rows: ContactList.objects.create(name="All").pk,
    "google_account_id": lambda rows: (
        GoogleAccount.objects.create(member=rows.rita, subject="1", email="r@x.example", connected_at=NOW).pk
    ),
    "ticket": lambda rows: "invented",
    "intent_id": lambda rows: (
        MailIntent.objects.create(
            owner=rows.rita, token="t", activity_type=rows.call, address="j@x.example", made_at=NOW
        ).pk
    ),
    "provider": lambda rows: "invented",
    "call_source_id": lambda rows: CallSource.objects.create(name="S", shape="standard", public_id="p").pk,
    "report_id": lambda rows: (
        CallReport.objects.create(
            source=CallSource.objects.create(name="R", shape="standard", public_id="r"),
            body=b"",
            received_at=NOW,
        ).pk
    ),
    "line_id": lambda rows: MemberLine.objects.create(member=rows.rita, key="207").pk,
    "screen_id": lambda rows: (
        Screen.objects.create(
            name="Wall",
            secret_hash="0" * 64,
            created_by=rows.rita,
            team=TeamMembership.objects.get(member=rows.rita).team,
        ).pk
    ),
    "token_id": lambda rows: create_token(rows.rita, by=rows.rita, name="CRM").token.pk,
    "key": lambda rows: "invented",
    "secret": lambda rows: "invented",
    "import_id": lambda rows: (
        ImportBatch.objects.create(
            kind="companies",
            file_name="c.csv",
            source="import",
            by=rows.rita,
            created_at=datetime(2026, 3, 2, tzinfo=UTC),
        ).pk
    ),
    "leave_id": lambda rows: (
        Leave.objects.create(member=rows.rita, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3)).pk
    ),
    "role_id": lambda rows: rows.calls.role_mappings.get().role_id,
    "closed_period_id": lambda rows: (
        ClosedPeriod.objects.create(
            period_kind="month",
            starts_on=date(2026, 2, 1),
            ends_on=date(2026, 3, 1),
            closed_at=datetime(2026, 3, 2, tzinfo=UTC),
        ).pk
    ),
    "holiday_id": lambda rows: OrganisationHoliday.objects.create(day=date(2026, 5, 1), name="Fair").pk,
    "target_id": lambda rows: rows.calls.targets.get().pk,
    "activity_id": lambda rows: verbs.plan(by=rows.rita, activity_type=rows.call, owner=rows.rita).pk,
    "call_id": lambda rows: call_of(rows).pk,
    "mail_id": lambda rows: mail_of(rows).pk,
    "add_in_id": lambda rows: AddInToken.objects.create(member=rows.rita, made_at=NOW, last_used_at=NOW).pk,
    "identity_id": lambda rows: (
        EntraIdentity.objects.create(member=rows.rita, tenant_id=uuid.uuid4(), object_id=uuid.uuid4(), linked_at=NOW).pk
    ),
    "alias_id": lambda rows: MailAlias.objects.create(member=rows.rita, address="r@private.example").pk,
    "removed_id": lambda rows: RemovedSetting.objects.create(member=rows.rita, kind="rule", removed_at=NOW).pk,
    "blocked_id": lambda rows: BlockedAddress.objects.create(member=rows.rita, pattern="@family.example").pk,
    "rule_id": lambda rows: (
        StandingRule.objects.create(owner=rows.rita, direction="out", address="j@x.example", made_at=NOW).pk
    ),
    "changes": lambda rows: signing.dumps([rows.rita.pk, [mail_of(rows).pk]], salt="pacesetter.capture.changes"),
    "answer_id": lambda rows: answer_to(rows).pk,
    "deed_token": lambda rows: WebDeed(rows.rita.pk, (events_of(rows),)).as_token(),
    "leave_token": lambda rows: removed_token(
        rows.rita, rows.rita.pk, Days("2026-03-02", "2026-03-03", "1", "holiday", "")
    ),
    "token": lambda rows: undo_of(rows.rita, Deed.COMPLETED, [Step(1, (), ())]).as_token(),
}


@pytest.fixture
def rows(rita: Member, call: ActivityType, calls: Kpi) -> Rows:
    return Rows(rita, call, calls)


def address_of(page: KnownPage, rows: Rows) -> str:
    return reverse(page.name, kwargs={part: EXAMPLES[part](rows) for part in page.parts})


@pytest.mark.parametrize("page", WITH_PARTS, ids=lambda page: page.name)
def test_nothing_of_another_organisation_is_found(page: KnownPage, visitor: Visitor, rows: Rows, otto: Member) -> None:
    address = address_of(page, rows)
    visitor.log_in(otto)
    answers = {method: getattr(visitor, method)(address).status_code for method in METHODS}
    assert set(answers.values()) <= {403, 404, 405, 410}, answers
    assert answers["get"] in (404, 405, 410)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_who_is_not_logged_in_gets_nothing(page: KnownPage, visitor: Visitor, rows: Rows) -> None:
    address = address_of(page, rows)
    for method in METHODS:
        response = getattr(visitor, method)(address)
        assert response.status_code in (302, 405), method
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.audience is not Audience.MEMBERS], ids=lambda p: p.name
)
def test_a_member_without_the_access_is_refused(page: KnownPage, visitor: Visitor, rows: Rows, mona: Member) -> None:
    address = address_of(page, rows)
    visitor.log_in(mona)
    for method in METHODS:
        assert getattr(visitor, method)(address).status_code in (403, 405), method


@pytest.mark.parametrize("page", OF_SOMEBODY, ids=lambda page: page.name)
def test_a_colleague_without_the_access_gets_nothing(
    page: KnownPage, visitor: Visitor, rows: Rows, raj: Member
) -> None:
    """Raj is a rep of another team: what is Rita's is not there for him."""
    address = address_of(page, rows)
    visitor.log_in(raj)
    answers = {method: getattr(visitor, method)(address).status_code for method in METHODS}
    assert set(answers.values()) <= {403, 404, 405, 410}, answers


def test_every_part_of_an_address_has_an_example() -> None:
    assert {part for page in WITH_PARTS for part in page.parts} <= EXAMPLES.keys()
