"""A meeting that repeats: its form shows what the chosen rhythm needs, and its pages lead from one to the other."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_of, faults_seen

pytestmark = pytest.mark.browser


def test_a_series_is_planned_changed_and_ended(
    open_page: OpenPage, rita: Member, meeting: ActivityType, initech: Company
) -> None:
    jane = Contact.objects.create(name="Jane Doe", company=initech, email="jane@initech.example")
    day = clock.today(rita.zone()) + timedelta(days=3)
    with open_page() as page:
        log_in(page, rita)
        page.goto(f"/activities/new/?type={meeting.pk}&day={day}&time=10:00&company={initech.pk}&contacts={jane.pk}")
        days, end = (page.get_by_role("group", name=name, exact=True) for name in ("On", "Ends"))
        expect(end).to_be_hidden()
        page.get_by_label("Repeats").select_option("daily")
        expect(days).to_be_hidden()
        page.get_by_label("Repeats").select_option("weekly")
        expect(days).to_be_visible()
        assert faults_seen(page) == []
        page.get_by_label("after", exact=True).check()
        page.get_by_label("Number of meetings").fill("4")
        page.get_by_role("button", name="Plan it").click()
        expect(page.locator("#messages")).to_contain_text("4 times")
        first, second, *_rest = Activity.objects.order_by("due_at")
        assert faults_of(page, f"/activities/{second.pk}/series/") == []
        assert faults_of(page, f"/activities/{second.pk}/fields/") == []
        page.get_by_label("What about").fill("Review")
        page.get_by_label("This and the following meetings").check()
        page.get_by_role("button", name="Save").click()
        assert faults_of(page, f"/activities/{second.pk}/") == []
        page.get_by_role("button", name="Cancel this and the following").click()
        expect(page.get_by_text("The rest of the series was cancelled.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("The series goes on.")).to_be_visible()
    assert list(Activity.objects.order_by("due_at").values_list("subject", flat=True)) == ["", *["Review"] * 3]
    assert Activity.objects.get(pk=first.pk).status == "planned"
