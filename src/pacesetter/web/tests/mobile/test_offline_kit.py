"""What a phone takes along."""

from datetime import date
from typing import Any

from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import add_next_step, archive_activity_type
from pacesetter.activities.tests.test_next_step import values
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

MONDAY = date(2026, 3, 23)


def kit_of(visitor: Visitor, member: Member) -> Any:
    answer: Any = visitor.log_in(member).get("/offline-kit/")
    return answer.json()


def test_it_names_ones_own_to_dos_and_brings_the_form_for_each_kind(
    visitor: Visitor,
    rita: Member,
    raj: Member,
    call: ActivityType,
    connected: Outcome,
    voicemail: Outcome,
    initech: Company,
) -> None:
    own = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=MONDAY, company=initech)
    some_day = verbs.plan(by=rita, activity_type=call, owner=rita, subject="Some day", minutes=25)
    verbs.plan(by=raj, activity_type=call, owner=raj, due_on=MONDAY)
    kit = kit_of(visitor, rita)
    assert kit["to_dos"] == {
        str(own.pk): {"type": call.pk, "title": "Discovery call · Initech", "minutes": "10"},
        str(some_day.pk): {"type": call.pk, "title": "Discovery call · Some day", "minutes": "25"},
    }
    assert kit["outcomes"] == {str(connected.pk): "Connected", str(voicemail.pk): "Voicemail"}
    assert f"/activities/{own.pk}/" in kit["pages"]
    assert kit["member"] == str(rita.pk)
    part, page = (kit["forms"][str(call.pk)][name] for name in ("part", "page"))
    for form in (part, page):
        assert f'action="/activities/{kit["number"]}/completion/"' in form
        assert f'value="{connected.pk}" type="submit"' in form
        assert 'value="__minutes__"' in form
        assert 'value="__next__"' in form
    assert ("hx-post" in part, "hx-post" in page) == (True, False)


def test_a_form_asks_for_the_next_step_where_a_rule_suggests_one(
    visitor: Visitor, rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    for kind in (call, meeting):
        verbs.plan(by=rita, activity_type=kind, owner=rita, due_on=MONDAY)
    add_next_step(by=None, after_type=call, **values(meeting, mode="suggest"))
    forms = kit_of(visitor, rita)["forms"]
    assert ["plan_next" in forms[str(kind.pk)]["part"] for kind in (call, meeting)] == [True, False]


def test_the_form_of_each_kind_in_use_is_taken_along_and_anew_when_settings_change(
    visitor: Visitor, rita: Member, ada: Member, call: ActivityType, meeting: ActivityType
) -> None:
    before = kit_of(visitor, rita)
    forms = {f"/activities/new/?type={kind.pk}" for kind in (call, meeting)}
    assert set(before["newForms"]) == {"/activities/new/", *forms}
    for address in (*before["newForms"], *before["pages"]):
        assert visitor.get(address).status_code == 200
    archive_activity_type(meeting, by=ada)
    after = kit_of(visitor, rita)
    assert after["newForms"] == ["/activities/new/", f"/activities/new/?type={call.pk}"]
    assert after["version"] != before["version"]


def test_what_is_written_on_a_page_that_was_taken_along_leads_to_no_script(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    taken = visitor.read("/quick-log/", referer="http://testserver/worker.js", **{"take-along": "yes"})
    assert 'name="next" value="/day/"' in taken
    opened = visitor.read("/quick-log/", referer="http://testserver/todos/?due=today")
    assert 'name="next" value="/todos/?due=today"' in opened


def test_the_frame_has_the_places_that_the_worker_fills(visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).read("/offline-kit/frame/")
    assert page.count("__panel__") == 1
    assert "__title__" in page
    assert 'href="__next__"' in page


def test_of_another_organisation_nothing_is_taken_along(
    visitor: Visitor, rita: Member, otto: Member, call: ActivityType
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=MONDAY)
    kit = kit_of(visitor, otto)
    assert (kit["to_dos"], kit["forms"], kit["types"], kit["newForms"]) == ({}, {}, {}, ["/activities/new/"])


def test_whoever_is_not_logged_in_is_sent_to_log_in(visitor: Visitor) -> None:
    for address in ("/offline-kit/", "/offline-kit/frame/"):
        assert visitor.get(address).status_code == 302


def test_queries_do_not_grow_with_to_dos(
    visitor: Visitor, rita: Member, call: ActivityType, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=MONDAY)
    kit_of(visitor, rita)
    with django_assert_max_num_queries(6):
        visitor.get("/offline-kit/")


def test_ones_own_companies_are_taken_along_with_whom_to_call(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, initech: Company
) -> None:
    Contact.objects.create(name="Jane Doe", company=initech, phone="+6495551234")
    Company.objects.create(name="Globex", name_key="globex", sales_rep=raj)
    gone = timezone.now()
    Company.objects.create(name="Hooli", name_key="hooli", sales_rep=rita, archived_at=gone)
    answer: Any = visitor.log_in(rita).get("/offline-kit/companies/")
    (row,) = answer.json()["rows"]
    assert (row["name"], [name for _, name in row["contacts"]]) == ("Initech", ["Jane Doe"])
    assert row["words"].split() == ["initech", "jane", "doe", "+6495551234"]
    assert 'href="tel:+6495551234"' in row["html"]
    assert f"company={initech.pk}&amp;company_text=Initech&amp;contacts=" in row["html"]
    assert "__rows__" in answer.json()["list"]


def test_companies_are_taken_along_by_their_own_alone(
    visitor: Visitor, ada: Member, otto: Member, initech: Company, django_assert_max_num_queries: Any
) -> None:
    for number in range(9):
        Company.objects.create(name=f"Own {number}", name_key=f"own {number}", account_manager=ada)
    visitor.log_in(ada).get("/offline-kit/companies/")
    with django_assert_max_num_queries(8):
        answer: Any = visitor.get("/offline-kit/companies/")
    assert len(answer.json()["rows"]) == 9
    answer = visitor.log_in(otto).get("/offline-kit/companies/")
    assert answer.json()["rows"] == []
