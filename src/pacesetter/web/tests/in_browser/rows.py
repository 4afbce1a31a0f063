"""What stands on the pages that are looked at."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, NextStep
from pacesetter.capture.models import CapturedMail, MailAlias
from pacesetter.capture.verbs import ask_about_alias, intend
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind as ImportKind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.verbs import commit, dry_run, start
from pacesetter.integrations.models import Connection
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.verbs import start_series
from pacesetter.people.models import IdentityProvider, Leave, Member
from pacesetter.people.verbs import ask_for_email
from pacesetter.telephony.models import Call, CallSource


def some_customers(rita: Member, call: ActivityType) -> tuple[Company, Company, Contact]:
    """A company with a contact, a call, a plan and a call cycle, and one that looks like it and has nothing."""
    company = Company.objects.create(name="Initech", name_key="initech", sales_rep=rita, phone="+6493334444")
    double = Company.objects.create(name="Initech Ltd", name_key="initech", sales_rep=rita)
    jane = Contact.objects.create(name="Jane Doe", company=company, email="jane@initech.example", phone="+6421123456")
    verbs.log(by=rita, activity_type=call, owner=rita, company=company, contacts=[jane], note="Wants a price")
    verbs.set_call_cycle(company, by=rita, activity_type=call, every=1, unit="months")
    return company, double, jane


def some_imports(ada: Member) -> list[ImportBatch]:
    """One that asks, one that was checked, and one that is in."""
    found = list(ImportBatch.objects.order_by("id"))
    if found:
        return found
    with TemporaryDirectory() as folder:
        file = Path(folder) / "calls.csv"
        file.write_text("Activity ID,Activity type,Owner,Date\nA1,Visit,Nobody,03/04/2026\nA2,Discovery call,Rita,x\n")
        asks = start(file, by=ada, kind=ImportKind.ACTIVITIES)
        checked = start(file, by=ada, kind=ImportKind.ACTIVITIES, answers=Answers(date_order={"*": "dmy"}))
        dry_run(checked, by=ada)
        done = start(file, by=ada, kind=ImportKind.ACTIVITIES, answers=Answers(date_order={"*": "dmy"}))
        commit(done, by=ada)
    return [asks, checked, done]


def first_of_series(rita: Member) -> Activity:
    """A meeting of every week."""
    kind = ActivityType.objects.create(name="Review", category="meeting")
    starts_at = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    meeting = verbs.plan(by=rita, activity_type=kind, owner=rita, due_at=starts_at, subject="Review")
    start_series(meeting, by=rita, rule=Recurrence(Frequency.WEEKLY, count=12))
    return meeting


def time_off_of(rita: Member) -> Leave:
    today = clock.today(rita.zone())
    made: Leave = Leave.objects.create(member=rita, starts_on=today, ends_on=today + timedelta(days=2))
    return made


def mail_of(owner: Member, company: Company) -> CapturedMail:
    """One of three that wait: to somebody known, to somebody unknown, and one that could not be logged; beside one of
    which something was said while it was written."""
    now = clock.now()
    kind = ActivityType.objects.create(name="Follow-up e-mail", category="email")
    intend(by=owner, to=["mo@hooli.example"], activity_type=kind, route="gmail_add_on")
    ActivityType.objects.create(name="New business e-mail", category="email")
    shared: dict[str, Any] = {"owner": owner, "sent_at": now, "captured_at": now, "routes": ["address"]}
    others = [["jane@initech.example", "Jane Doe"], ["joe@initech.example", ""]]
    CapturedMail.objects.create(
        message_id="1", direction="out", address="jane@initech.example", others=others, company=company, **shared
    )
    CapturedMail.objects.create(
        message_id="2", direction="in", address="eve@blue-sky.co.nz", trouble="Choose how it ended.", **shared
    )
    made: CapturedMail = CapturedMail.objects.create(
        message_id="3", direction="out", address="ann@hooli.example", others=[["ann@hooli.example", ""]], **shared
    )
    return made


def path_of(link: str) -> str:
    """Where a link from a mail leads to, on whichever server."""
    return "/" + link.split("/", 3)[3]


def call_of(rita: Member) -> Call:
    """One that a phone system has reported, from a number that nobody has."""
    source = CallSource.objects.create(name="Switchboard", shape="standard", public_id="switchboard")
    made: Call = Call.objects.create(
        source=source,
        call_id="1",
        direction="out",
        member=rita,
        state="unmatched",
        number="+6493334444",
        e164="+6493334444",
        seconds=240,
        started_at=clock.now(),
    )
    return made


def next_step_after(call: ActivityType) -> NextStep:
    made: NextStep = NextStep.objects.create(
        after_type=call,
        next_type=call,
        delay=2,
        unit="days",
        counted_from="completed",
        owner_rule="same",
        mode="plan",
    )
    return made


def own_calendar_of(owner: Member) -> Connection:
    made: Connection = Connection.objects.create(
        provider="caldav", way="key", owner=owner, state="connected", account_name="Nextcloud", created_at=clock.now()
    )
    return made


def log_in_elsewhere() -> IdentityProvider:
    """Whom Acme lets log its members in."""
    made: IdentityProvider = IdentityProvider.objects.create(issuer="https://id.example", client_id="acme")
    return made


def links_of(member: Member) -> list[str]:
    """The paths of the links in mails about another log-in, and about another address from which one writes."""
    alias = MailAlias.objects.create(member=member, address="me@private.example")
    return [
        path_of(ask_for_email(member, "new@acme.example", by=member)),
        path_of(ask_about_alias(alias, by=member)),
    ]
