"""The profile of a company, and what is done from it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, CallCycle, Outcome
from pacesetter.crm.models import Company, CompanyExternalId, Contact
from pacesetter.crm.verbs import merge
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.people.verbs import archive
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def test_it_warns_where_nothing_is_planned_and_leads_to_planning(
    visitor: Visitor, rita: Member, initech: Company, call: ActivityType
) -> None:
    page = visitor.log_in(rita).read(f"/companies/{initech.pk}/")
    assert "Nothing is planned with this company." in page
    assert f"/activities/new/?planned=1&amp;company={initech.pk}" in page
    verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, due_on=date(2026, 3, 20), subject="Renewal")
    page = visitor.read(f"/companies/{initech.pk}/")
    assert "Nothing is planned" not in page
    assert "Renewal" in page
    assert "Overdue" in page


def test_it_shows_people_ids_and_what_counted(
    visitor: Visitor, rita: Member, initech: Company, call: ActivityType, connected: Outcome, calls: Kpi
) -> None:
    Contact.objects.create(name="Jane", company=initech, phone="+6421123456", email="jane@initech.example")
    CompanyExternalId.objects.create(company=initech, source="hubspot", external_id="77")
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, outcome=connected, note="Went well")
    page = visitor.log_in(rita).read(f"/companies/{initech.pk}/")
    for words in ("tel:+6421123456", "mailto:jane@initech.example", "hubspot", "77", "Went well", "Connected"):
        assert words in page, words
    assert f"/members/{rita.pk}/kpis/{calls.pk}/why/?period=day&amp;day=2026-03-23" in page


def test_a_colleagues_customer_is_not_there(visitor: Visitor, raj: Member, otto: Member, initech: Company) -> None:
    for viewer in (raj, otto):
        visitor.log_in(viewer)
        for path in ("", "details/", "merge/"):
            assert visitor.get(f"/companies/{initech.pk}/{path}").status_code == 404
        for path in ("client/", "archive/", "merge/", "call-cycles/", "details/"):
            assert visitor.post(f"/companies/{initech.pk}/{path}", {"into": "1"}).status_code == 404
    assert Company.objects.get(pk=initech.pk).archived_at is None


def test_old_links_lead_to_what_it_became(visitor: Visitor, rita: Member, initech: Company) -> None:
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    merge(initech, double, by=rita)
    response = visitor.log_in(rita).get(f"/companies/{double.pk}/")
    assert response.headers["Location"] == f"/companies/{initech.pk}/"


def test_the_timeline_goes_back_page_by_page(
    visitor: Visitor, rita: Member, initech: Company, call: ActivityType
) -> None:
    for day in range(1, 21):
        for _ in range(2):
            at = datetime(2026, 3, day, 1, tzinfo=UTC)
            verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=at, subject=f"Day {day:02}.")
    page = visitor.log_in(rita).read(f"/companies/{initech.pk}/")
    assert "Day 20." in page
    assert "Day 05." not in page
    assert "2:00\u202fPM · Rita" in page
    older = page.split("?before=")[1].split("#")[0]
    part = visitor.read(f"/companies/{initech.pk}/?before={older}", **{"HX-Request": "true"})
    assert part.lstrip().startswith('<section class="card panel" id="timeline"')
    assert "Day 05." in part
    assert "Day 06." not in part


def test_becoming_a_client_and_taking_it_back(visitor: Visitor, rita: Member, initech: Company) -> None:
    visitor.log_in(rita).post(f"/companies/{initech.pk}/client/")
    assert Company.objects.get(pk=initech.pk).kind == "client"
    assert f'action="/companies/{initech.pk}/client/"' in visitor.read(f"/companies/{initech.pk}/")
    visitor.delete(f"/companies/{initech.pk}/client/")
    assert Company.objects.get(pk=initech.pk).kind == "lead"
    visitor.delete(f"/companies/{initech.pk}/client/")
    assert "is a lead already" in visitor.read(f"/companies/{initech.pk}/")


def test_archiving_and_restoring(visitor: Visitor, rita: Member, initech: Company) -> None:
    visitor.log_in(rita).post(f"/companies/{initech.pk}/archive/")
    page = visitor.read(f"/companies/{initech.pk}/")
    assert "“Initech” is archived." in page
    assert "Undo" in page
    visitor.delete(f"/companies/{initech.pk}/archive/")
    assert Company.objects.get(pk=initech.pk).archived_at is None


def test_editing(visitor: Visitor, rita: Member, raj: Member, initech: Company) -> None:
    path = f"/companies/{initech.pk}/details/"
    form = visitor.log_in(rita).read(path, **{"HX-Request": "true"})
    assert form.lstrip().startswith('<section class="card panel" id="details"')
    sent = {"name": "Initech NZ", "sales_rep": str(rita.pk), "account_manager": str(raj.pk), "phone": "09 333 4444"}
    assert visitor.post(path, {**sent, "phone": "x"}).status_code == 422
    response = visitor.post(path, {**sent, "country": "NZ"})
    assert response.status_code == 302
    kept = Company.objects.get(pk=initech.pk)
    assert (kept.name, kept.phone, kept.account_manager) == ("Initech NZ", "+6493334444", raj)


def test_a_call_cycle_is_set_paused_and_ended(
    visitor: Visitor, rita: Member, initech: Company, call: ActivityType
) -> None:
    sent = {"type": str(call.pk), "every": "3", "unit": "weeks"}
    visitor.log_in(rita).post(f"/companies/{initech.pk}/call-cycles/", sent)
    cycle = CallCycle.objects.get()
    assert "Discovery call every 3 weeks" in visitor.read(f"/companies/{initech.pk}/")
    visitor.post(f"/call-cycles/{cycle.pk}/pause/")
    assert "Paused" in visitor.read(f"/companies/{initech.pk}/")
    visitor.delete(f"/call-cycles/{cycle.pk}/pause/")
    visitor.post(f"/companies/{initech.pk}/call-cycles/", {**sent, "every": "99"})
    assert "from 1 to 60" in visitor.read(f"/companies/{initech.pk}/")
    visitor.delete(f"/call-cycles/{cycle.pk}/")
    assert not CallCycle.objects.exists()
    assert not Activity.objects.filter(deleted_at__isnull=True).exists()


def test_a_call_cycle_of_somebody_who_left_says_for_whom_it_plans(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, initech: Company, call: ActivityType
) -> None:
    verbs.set_call_cycle(initech, by=ada, activity_type=call, every=3, unit="weeks", owner=raj)
    assert "every 3 weeks · Raj" in visitor.log_in(ada).read(f"/companies/{initech.pk}/")
    archive(raj, by=ada, hand_over_to=rita)
    assert "every 3 weeks · Rita, since Raj has left" in visitor.read(f"/companies/{initech.pk}/")
    initech.sales_rep = None
    initech.save()
    assert "every 3 weeks · nobody, since Raj has left" in visitor.read(f"/companies/{initech.pk}/")


def test_a_colleagues_call_cycle_is_not_touched(
    visitor: Visitor, rita: Member, raj: Member, initech: Company, call: ActivityType
) -> None:
    cycle = verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="weeks")
    visitor.log_in(raj)
    assert visitor.delete(f"/call-cycles/{cycle.pk}/").status_code == 404
    assert visitor.post(f"/call-cycles/{cycle.pk}/pause/").status_code == 404
    assert CallCycle.objects.get().paused_at is None


def test_queries_do_not_grow_with_activities(
    visitor: Visitor, rita: Member, initech: Company, call: ActivityType
) -> None:
    visitor.log_in(rita)
    counts = []
    for number in (1, 12):
        for n in range(number):
            contact = Contact.objects.create(name=f"C{n}", company=initech)
            verbs.log(by=rita, activity_type=call, owner=rita, company=initech, contacts=[contact])
            verbs.plan(by=rita, activity_type=call, owner=rita, company=initech)
        visitor.read(f"/companies/{initech.pk}/")
        with CaptureQueriesContext(connection) as queries:
            visitor.read(f"/companies/{initech.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 18
