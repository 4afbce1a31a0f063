"""What every page must be: free of accessibility faults and of violations of the content security policy, within the
width of the window, at both sizes and in both themes."""

import gzip
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import expect

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.gmail.connecting import connecting_link
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.verbs import intend
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind as ImportKind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.verbs import commit, dry_run, start
from pacesetter.itip import Frequency, Recurrence
from pacesetter.kpis.models import Kpi
from pacesetter.meetings.tests.visits import booked, first_free
from pacesetter.meetings.tests.visits import open_page as open_booking_page
from pacesetter.meetings.verbs import start_series
from pacesetter.people.models import Leave, Member, TeamMembership
from pacesetter.people.setting_up import new_set_up_link
from pacesetter.people.verbs import invite
from pacesetter.web.booking.times import as_sent
from pacesetter.web.tests.in_browser.conftest import SIZES, OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_of, faults_seen, too_wide

pytestmark = pytest.mark.browser

# The browser's own measure of what moved after it was first drawn.
_SHIFTS = """
new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 100);
})
"""


def test_pages_before_log_in(open_page: OpenPage, ada: Member) -> None:
    link = invite(by=ada, email="nia@acme.example", name="Nia").link
    paths = ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/signup/"]
    paths += ["/demo/", "/log-in/", "/log-in/?organisation=nobody"]
    with open_page() as page:
        assert [fault for path in [*paths, "/" + link.split("/", 3)[3]] for fault in faults_of(page, path)] == []


def test_pages_of_visitors_who_book(open_page: OpenPage, rita: Member, meeting: ActivityType) -> None:
    booking_page = open_booking_page(rita, meeting)
    starts_at = first_free(booking_page)
    booked(booking_page, starts_at, secret="s" * 43)
    paths = ["/book/acme/rita/", f"/book/acme/rita/visit/?at={as_sent(starts_at)}&minutes=60"]
    paths += [f"/bookings/{'s' * 43}/", f"/bookings/{'s' * 43}/time/"]
    with open_page() as page:
        assert [fault for path in paths for fault in faults_of(page, path)] == []


@pytest.mark.parametrize("in_settings", [True, False])
def test_pages_of_members(
    in_settings: bool,
    open_page: OpenPage,
    team: Any,
    ada: Member,
    rita: Member,
    call: ActivityType,
    calls: Kpi,
    connect_rate: Kpi,
) -> None:
    done = Activity.objects.filter(owner=rita).first()
    assert done is not None
    for days in (-2, 0, 2):
        day = clock.today(rita.zone()) + timedelta(days=days)
        to_do = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=day, subject="Price")
    company, double, jane = some_customers(rita, call)
    paths = [
        "/companies/",
        "/companies/?plan=none&silent=30&sort=longest",
        "/companies/?q=nobody",
        "/companies/new/",
        "/companies/recency/",
        "/companies/look-alikes/",
        f"/companies/{company.pk}/",
        f"/companies/{double.pk}/",
        f"/companies/{company.pk}/details/",
        f"/companies/{double.pk}/merge/?into={company.pk}",
        f"/companies/{double.pk}/merge/",
        "/contacts/",
        f"/contacts/new/?company={company.pk}",
        f"/contacts/{jane.pk}/",
        f"/contacts/{jane.pk}/details/",
        f"/contacts/{jane.pk}/merge/",
        "/day/",
        "/todos/?owner=all",
        "/calendar/",
        f"/calendar/?period=week&member={rita.pk}",
        "/activities/new/",
        f"/activities/new/?type={call.pk}&company_text=Nobody",
        f"/activities/{done.pk}/",
        f"/activities/{to_do.pk}/",
        f"/activities/{to_do.pk}/fields/",
        f"/activities/{to_do.pk}/completion/",
        f"/activities/{to_do.pk}/due/",
        f"/activities/{_first_of_series(rita).pk}/series/",
        f"/activities/{done.pk}/duplicate/",
        "/quick-log/",
        "/quick-log/?line=call+Jane+today",
        "/board/",
        "/board/?period=week&sort=-score",
        "/board/?period=month&day=2020-01-01",
        "/scorecard/",
        f"/members/{rita.pk}/scorecard/?period=week",
        f"/members/{rita.pk}/kpis/{calls.pk}/why/",
        f"/members/{rita.pk}/kpis/{connect_rate.pk}/why/",
        "/leaderboard/",
        f"/leaderboard/?kpi={calls.pk}&period=year",
        "/leaderboard/screens/",
        "/trends/",
        f"/trends/?kpi={calls.pk}",
        "/calls/",
        "/settings/phone/",
        "/settings/phone/new/",
        "/settings/phone/reports/",
        "/settings/targets/",
        f"/settings/targets/members/{rita.pk}/{calls.pk}/",
        "/settings/targets/pasted/",
        "/settings/targets/copied/",
        "/settings/periods/",
        "/settings/periods/closing/?period=month&day=2026-02-01",
        "/settings/organisation/",
        "/settings/holidays/",
        "/settings/next-steps/new/",
        "/restatements/",
        "/settings/roles/",
        "/settings/activities/",
        "/settings/outcomes/",
        "/settings/next-steps/",
        "/settings/kpis/",
        "/settings/kpis-to-roles/",
        "/settings/kpis-to-activities/",
        f"/settings/kpis-to-activities/?type={call.pk}",
        "/settings/role-map/",
        f"/settings/role-map/?chosen=kpi-{calls.pk}",
        "/settings/example/",
        "/settings/history/",
        "/settings/first-steps/",
        "/settings/playbooks/",
        "/settings/playbooks/new_business/",
        "/settings/people/",
        "/settings/people/?state=archived",
        "/settings/people/invitations/",
        f"/settings/people/{rita.pk}/",
        f"/settings/people/{rita.pk}/archive/",
        f"/settings/people/{rita.pk}/addresses/",
        "/settings/teams/",
        f"/settings/teams/{TeamMembership.objects.get(member=rita).team_id}/",
        "/settings/log-in/",
        "/settings/connections/",
        "/settings/connections/new/workflowmax/",
        "/settings/connections/apps/google/",
        "/settings/campaigns/",
        "/settings/connections/new/null/?way=key",
        f"/members/{rita.pk}/leave/",
        f"/leave/{_off(rita).pk}/",
        "/time-off/",
        "/time-off/?month=2001-01&search=r",
        "/imports/",
        *(f"/imports/{one.pk}/" for one in some_imports(ada)),
        f"/imports/{some_imports(ada)[-1].pk}/removal/",
        "/organisation/",
        "/profile/",
        "/profile/tokens/",
        "/profile/calendar-feed/",
        "/profile/notifications/",
        "/profile/booking-page/",
        "/profile/connections/",
        "/profile/connections/new/caldav/",
        "/profile/mail/",
        "/settings/mail/",
        "/settings/mail/gmail/",
        "/settings/mail/outlook/",
        f"/mail/outlook/?challenge={'x' * 43}",
        "/profile" + connecting_link("1", "ada@acme.example").partition("/profile")[2],
        "/mail/",
        "/mail/ignored/",
        f"/mail/{_mail_of(ada, company).pk}/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/password/change/",
        "/accounts/logout/",
    ]
    looked_at = [path for path in paths if path.startswith("/settings/") == in_settings]
    with open_page() as page:
        log_in(page, ada)
        assert [fault for path in looked_at for fault in faults_of(page, path)] == []


def test_a_page_with_the_worker_at_work(open_page: OpenPage, ada: Member) -> None:
    with open_page(worker=True) as page:
        log_in(page, ada)
        page.goto("/profile/notifications/")
        # The page says how it is once the worker is there.
        expect(page.locator("[data-push-state]:visible")).to_have_count(1)
        assert faults_seen(page) == []


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


def _first_of_series(rita: Member) -> Activity:
    """A meeting of every week."""
    kind = ActivityType.objects.create(name="Review", category="meeting")
    starts_at = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    meeting = verbs.plan(by=rita, activity_type=kind, owner=rita, due_at=starts_at, subject="Review")
    start_series(meeting, by=rita, rule=Recurrence(Frequency.WEEKLY, count=12))
    return meeting


def _off(rita: Member) -> Leave:
    today = clock.today(rita.zone())
    made: Leave = Leave.objects.create(member=rita, starts_on=today, ends_on=today + timedelta(days=2))
    return made


def _mail_of(owner: Member, company: Company) -> CapturedMail:
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


def test_pages_of_an_empty_installation(open_page: OpenPage, live_server: Any) -> None:
    link = "/" + new_set_up_link().split("/", 3)[3]
    with open_page() as page:
        assert [fault for path in ("/", "/demo/", link) for fault in faults_of(page, path)] == []
        page.get_by_label("Country").select_option("NZ")
        expect(page.get_by_label("Region")).to_be_visible()
        page.get_by_role("button", name="Create the organisation").click()
        expect(page.locator(".has-error")).to_have_count(4)
        assert faults_seen(page) == []


_FACTS_THAT_RUN_OUT = """() => [...document.querySelectorAll(".facts dd")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"""


def some_customers(rita: Member, call: ActivityType) -> tuple[Company, Company, Contact]:
    """A company with a contact, a call, a plan and a call cycle, and one that looks like it and has nothing."""
    company = Company.objects.create(name="Initech", name_key="initech", sales_rep=rita, phone="+6493334444")
    double = Company.objects.create(name="Initech Ltd", name_key="initech", sales_rep=rita)
    jane = Contact.objects.create(name="Jane Doe", company=company, email="jane@initech.example", phone="+6421123456")
    verbs.log(by=rita, activity_type=call, owner=rita, company=company, contacts=[jane], note="Wants a price")
    verbs.set_call_cycle(company, by=rita, activity_type=call, every=1, unit="months")
    return company, double, jane


@pytest.mark.parametrize("width", [320, 3840])
def test_pages_fit_from_the_narrowest_phone_to_the_wall(
    width: int, open_page: OpenPage, team: Any, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.set_viewport_size({"width": width, "height": 900})
        company, _double, jane = some_customers(rita, call)
        yesterday = clock.today(rita.zone()) - timedelta(days=1)
        late = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=yesterday, company=company, contacts=[jane])
        for path in (
            f"/activities/{late.pk}/",
            "/companies/",
            f"/companies/{company.pk}/",
            "/companies/recency/",
            f"/contacts/{jane.pk}/",
            "/day/",
            "/todos/?owner=all",
            "/calendar/",
            "/activities/new/",
            "/quick-log/?line=call+Jane+today",
            "/board/",
            f"/members/{rita.pk}/scorecard/",
            f"/members/{rita.pk}/kpis/{calls.pk}/why/",
            "/profile/",
            "/profile/notifications/",
            "/settings/connections/new/workflowmax/",
        ):
            page.goto(path)
            assert not too_wide(page), path
            assert page.evaluate(_FACTS_THAT_RUN_OUT) == [], path


def test_the_first_view_is_light(open_page: OpenPage, team: Any, ada: Member) -> None:
    """Below 150 kB compressed: page, styles, scripts and pictures of somebody who comes for the first time."""
    bodies: dict[str, bytes] = {}
    with open_page() as page:
        log_in(page, ada)
        page.on("response", lambda response: bodies.update({response.url: response.body()}))
        page.goto("/board/", wait_until="networkidle")
    assert any("tabler" in address for address in bodies)
    sizes = {address: len(gzip.compress(body, 6)) for address, body in bodies.items()}
    assert sum(sizes.values()) < 150_000, sizes


@pytest.mark.parametrize("size", SIZES)
def test_nothing_jumps_while_loading(
    size: str, open_page: OpenPage, team: Any, ada: Member, rita: Member, calls: Kpi
) -> None:
    with open_page(size) as page:
        log_in(page, ada)
        for path in ("/board/", f"/members/{rita.pk}/scorecard/", f"/members/{rita.pk}/kpis/{calls.pk}/why/"):
            page.goto(path, wait_until="networkidle")
            assert page.evaluate(_SHIFTS) == 0, path
