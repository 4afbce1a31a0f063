"""My day."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Leave, Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")
TODAY = date(2026, 3, 23)


def test_overdue_stands_first_and_what_lies_further_ahead_is_left_out(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    for subject, days in (("Later", 3), ("Due now", 0), ("Late", -2), ("Far", 20)):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY + timedelta(days=days), subject=subject)
    page = visitor.log_in(rita).read("/day/")
    assert page.index("Late") < page.index("Due now") < page.index(">Later<")
    assert "Far" not in page
    assert "Overdue 2 days" in page


def test_whoever_is_very_late_sees_how_much_it_is_and_what_is_due_today(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType
) -> None:
    today = TODAY
    for number in range(70):
        due_on = today - timedelta(days=1 + number)
        verbs.plan(by=rita, activity_type=call, owner=rita, subject=f"Late-{number}", due_on=due_on)
    verbs.plan(by=rita, activity_type=call, owner=rita, subject="Today-1", due_on=today)
    verbs.plan(by=rita, activity_type=call, owner=rita, subject="Tomorrow-1", due_on=today + timedelta(days=1))
    verbs.plan(by=raj, activity_type=call, owner=raj, subject="Raj-1", due_on=today)
    page = visitor.log_in(rita).read("/day/")
    assert re.findall(r'group-title due due-(\w+)">[^<]+<span class="group-count">(\d+)<', page) == [
        ("overdue", "70"), ("today", "1"), ("future", "1"),
    ]  # fmt: skip
    shown = re.findall(r'to-do-about">(\w+-\d+)<', page)
    assert shown[:2] == ["Late-69", "Late-68"]
    assert (len(shown), shown[-2:]) == (22, ["Today-1", "Tomorrow-1"])
    assert '<a href="/todos/?due=overdue">Show all 70</a>' in page
    assert page.count("Show all") == 1


def test_a_phone_call_can_be_dialled_and_other_things_cannot(
    visitor: Visitor, rita: Member, call: ActivityType, meeting: ActivityType, initech: Company
) -> None:
    jane = Contact.objects.create(name="Jane", company=initech, phone="+6495551234")
    for kind in (call, meeting):
        verbs.plan(by=rita, activity_type=kind, owner=rita, due_on=TODAY, company=initech, contacts=[jane])
    page = visitor.log_in(rita).read("/day/")
    assert page.count('href="tel:+6495551234"') == 1


def test_of_a_colleagues_customer_the_name_alone_is_shown(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, initech: Company
) -> None:
    jane = Contact.objects.create(name="Jane Doe", company=initech, phone="+6495551234")
    Company.objects.update(phone="+6495550000")
    verbs.plan(by=rita, activity_type=call, owner=raj, due_on=TODAY, company=initech, contacts=[jane])
    page = visitor.log_in(raj).read("/day/")
    assert "Initech" in page
    assert "Jane Doe" not in page
    assert "tel:" not in page


def test_what_others_have_to_do_is_not_mine(visitor: Visitor, rita: Member, mona: Member, call: ActivityType) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY, subject="Hers")
    assert "Hers" not in visitor.log_in(mona).read("/day/")


def test_what_was_done_today_can_be_undone(
    visitor: Visitor, rita: Member, call: ActivityType, connected: Outcome
) -> None:
    logged = verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected, subject="Logged")
    planned = verbs.plan(by=rita, activity_type=call, owner=rita, subject="Planned")
    verbs.complete(planned, by=rita)
    page = visitor.log_in(rita).read("/day/")
    assert f'action="/activities/{logged.pk}/"' in page
    assert f'action="/activities/{planned.pk}/completion/"' in page
    assert "Connected" in page


def test_a_kpi_stands_over_the_shortest_period_in_which_one_is_expected(
    visitor: Visitor, rita: Member, calls: Kpi, connect_rate: Kpi
) -> None:
    visitor.log_in(rita)
    page = visitor.read("/day/")
    # 50 a week is 10 today; a rate has no target here.
    assert f"/members/{rita.pk}/kpis/{calls.pk}/why/?period=day" in page
    assert "<strong>0</strong> / 10" in page
    assert "Connect rate" not in page
    calls.targets.update(quantity="4")
    rita.organisation.settings_version += 1
    rita.organisation.save()
    page = visitor.read("/day/")
    assert f"/members/{rita.pk}/kpis/{calls.pk}/why/?period=week" in page


def test_on_a_day_off_the_week_is_shown(visitor: Visitor, rita: Member, calls: Kpi) -> None:
    Leave.objects.create(member=rita, starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
    page = visitor.log_in(rita).read("/day/")
    assert f"/members/{rita.pk}/kpis/{calls.pk}/why/?period=week" in page
    assert "<strong>0</strong> / 40" in page


def test_an_empty_day_says_what_to_do_next(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    page = visitor.log_in(rita).read("/day/")
    assert "Plan or log an activity" in page
    assert "Ask an administrator which role is yours." in page
    verbs.plan(by=rita, activity_type=call, owner=rita)
    assert "lies further ahead or has no date" in visitor.read("/day/")


def test_htmx_gets_the_part_alone(visitor: Visitor, rita: Member) -> None:
    part = visitor.log_in(rita).read("/day/", hx_request="true")
    assert "<html" not in part
    assert 'id="day"' in part


def test_queries_do_not_grow_with_to_dos(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, calls: Kpi, initech: Company
) -> None:
    def count() -> int:
        visitor.read("/day/")
        with CaptureQueriesContext(connection) as queries:
            visitor.read("/day/")
        return len(queries)

    def add(number: int) -> None:
        for n in range(number):
            jane = Contact.objects.create(name=f"Jane {n}", company=initech)
            others = Company.objects.create(name=f"Raj {n}", name_key=f"raj {n}", sales_rep=raj)
            for company in (initech, others):
                given: dict[str, Any] = {"by": rita, "activity_type": call, "owner": rita, "company": company}
                verbs.plan(due_on=TODAY, contacts=[jane], **given)
                verbs.log(contacts=[jane], **given)

    visitor.log_in(rita)
    add(1)
    few = count()
    add(9)
    assert count() == few


def test_a_refresh_that_would_change_nothing_is_answered_with_nothing(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, connected: Outcome
) -> None:
    sign = re.search(r'data-live-sign="(\w+)"', visitor.log_in(rita).read("/day/"))
    assert sign is not None
    refresh = {"HX-Request": "true", "Live": "1", "Live-Sign": sign[1]}
    verbs.log(by=raj, activity_type=call, owner=raj, outcome=connected)
    assert visitor.get("/day/", **refresh).status_code == 204
    verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected)
    assert visitor.get("/day/", **refresh).status_code == 200
    # Somebody who loads the page gets a page, whatever their browser sends.
    assert visitor.get("/day/", **{"Live-Sign": sign[1]}).status_code == 200
