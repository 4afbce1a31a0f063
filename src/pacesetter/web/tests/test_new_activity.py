"""Planning and logging by the form."""

from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Series
from pacesetter.activities.tests.scene import totals
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def jane(initech: Company) -> Contact:
    made: Contact = Contact.objects.create(name="Jane Doe", company=initech)
    return made


def send(visitor: Visitor, kind: ActivityType, *, ok: bool = True, **fields: str | list[str]) -> str:
    response = visitor.post("/activities/new/", {"type": str(kind.pk), "state": "done", "next": "/day/", **fields})
    assert response.status_code == (303 if ok else 422)
    return visitor.read("/day/") if ok else response.content.decode()


def test_first_the_kind_then_the_form_that_its_category_wants(
    visitor: Visitor, rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    page = visitor.log_in(rita).read("/activities/new/?company_text=Acme")
    assert f"?company_text=Acme&amp;type={call.pk}" in page
    assert 'name="participants"' not in visitor.read(f"/activities/new/?type={call.pk}")
    page = visitor.read(f"/activities/new/?type={meeting.pk}")
    assert 'name="participants"' in page
    assert 'value="60"' in page


def test_what_was_done_is_logged_and_can_be_undone(
    visitor: Visitor, rita: Member, call: ActivityType, connected: Outcome, initech: Company, jane: Contact
) -> None:
    page = send(
        visitor.log_in(rita),
        call,
        company=str(initech.pk),
        company_text="Initech",
        contacts=[str(jane.pk)],
        outcome=str(connected.pk),
        minutes="12",
        value="1,250.50",
        note="Good",
    )
    made = Activity.objects.get()
    assert (made.company, made.outcome, made.minutes, made.value_minor) == (initech, connected, 12, 125050)
    assert (made.completed_at, made.note, made.provenance) == (NOW, "Good", "typed")
    assert [link.contact for link in made.contact_links.all()] == [jane]
    assert "Logged: Discovery call · Initech." in page
    assert "Taken back" in undo_last(visitor, page)
    assert totals() == {}


def test_what_is_to_be_done_is_planned_in_the_own_zone(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    visitor.log_in(rita)
    page = send(visitor, call, state="planned", day="2026-03-24", time="09:30", every="2", unit="weeks")
    assert "Planned: Discovery call." in page
    made = Activity.objects.get()
    assert (made.due_on, made.due_at) == (date(2026, 3, 24), datetime(2026, 3, 23, 20, 30, tzinfo=UTC))
    assert Series.objects.get().rule.every == 2


def test_an_earlier_day_counts_on_that_day(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    send(visitor.log_in(rita), call, day="2026-03-20")
    assert Activity.objects.get().completed_on == date(2026, 3, 20)
    page = send(visitor, call, day="2026-03-27", ok=False)
    assert "Plan the activity instead" in page
    assert Activity.objects.count() == 1


def test_without_script_a_search_step_asks_which_company(
    visitor: Visitor, rita: Member, call: ActivityType, initech: Company
) -> None:
    visitor.log_in(rita)
    other = Company.objects.create(name="Initial Foods", name_key="initial foods", sales_rep=rita)
    page = send(visitor, call, company_text="init", ok=False)
    assert "Choose which one you mean." in page
    assert f'value="{other.pk}"' in page
    send(visitor, call, company_text="init", company=str(initech.pk), company_chosen="1")
    assert Activity.objects.get().company == initech


def test_a_name_that_means_one_company_alone_is_that_company(
    visitor: Visitor, rita: Member, call: ActivityType, initech: Company
) -> None:
    send(visitor.log_in(rita), call, company_text="INITECH Ltd.", company="")
    assert Activity.objects.get().company == initech


def test_a_new_company_and_a_new_contact_are_made_on_the_spot(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    send(visitor.log_in(rita), call, company="new", company_text="Umbrella", contacts=["new"], contact_text="Bob Wu")
    made = Activity.objects.get()
    assert made.company is not None
    assert (made.company.name, made.company.sales_rep) == ("Umbrella", rita)
    assert [link.contact.name for link in made.contact_links.all()] == ["Bob Wu"]
    assert Contact.objects.get().company == made.company


def test_a_colleagues_company_is_neither_offered_nor_doubled(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType
) -> None:
    hidden = Company.objects.create(name="Secret", name_key="secret", sales_rep=raj)
    page = send(visitor.log_in(rita), call, company_text="Secret", ok=False)
    assert f'name="company" value="{hidden.pk}"' not in page
    assert send(visitor, call, company=str(hidden.pk), company_text="Secret", ok=False)
    assert "perhaps a colleague" in send(visitor, call, company="new", company_text="Secret", ok=False)
    assert not Activity.objects.exists()
    assert Company.objects.count() == 1


def test_nothing_stays_behind_where_the_activity_is_refused(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    ActivityType.objects.update(needs_outcome=True)
    page = send(visitor.log_in(rita), call, company="new", company_text="Umbrella", ok=False)
    assert 'id="outcome-error"' in page
    assert "Umbrella" in page
    assert not Company.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("minutes", "x", "whole minutes"),
        ("value", "1.2.3", "no amount"),
        ("value", "NaN", "no amount"),
        ("value", "1e400", "no amount"),
        ("day", "x", "is not a day"),
        ("owner", "999999", "who it is for"),
    ],
)
def test_faults_stand_beside_their_fields(
    field: str, value: str, said: str, visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    page = send(visitor.log_in(rita), call, ok=False, **{field: value})
    assert said in page
    assert not Activity.objects.exists()


def test_a_rep_records_for_nobody_else_and_a_lead_for_the_team(
    visitor: Visitor, rita: Member, raj: Member, mona: Member, call: ActivityType
) -> None:
    send(visitor.log_in(rita), call, owner=str(raj.pk), ok=False)
    send(visitor.log_in(mona), call, owner=str(raj.pk), ok=False)
    send(visitor, call, owner=str(rita.pk))
    assert [one.owner for one in Activity.objects.all()] == [rita]


def test_a_kind_of_another_organisation_is_not_there(
    visitor: Visitor, otto: Member, call: ActivityType, rita: Member
) -> None:
    visitor.log_in(otto)
    assert "Discovery call" not in visitor.read(f"/activities/new/?type={call.pk}")
    visitor.post("/activities/new/", {"type": str(call.pk), "state": "done"})
    assert not Activity.objects.exists()


def test_editing_keeps_what_the_form_does_not_ask(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, initech: Company, jane: Contact
) -> None:
    made = verbs.plan(
        by=rita, activity_type=call, owner=rita, company=initech, contacts=[jane], participants=[raj], due_on=NOW.date()
    )
    visitor.log_in(rita)
    page = visitor.read(f"/activities/{made.pk}/fields/")
    assert 'value="Initech"' in page
    assert "Jane Doe" in page
    sent = {"company": str(initech.pk), "company_text": "Initech", "contacts": str(jane.pk), "minutes": "15"}
    sent |= {"subject": "Price", "day": "2026-03-30", "next": "/day/"}
    assert visitor.post(f"/activities/{made.pk}/fields/", sent).status_code == 303
    made.refresh_from_db()
    assert (made.subject, made.due_on, made.planned_minutes) == ("Price", date(2026, 3, 30), 15)
    assert [link.member for link in made.participants.all()] == [raj]
    totals()


def test_editing_what_is_done_moves_its_day(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    made = verbs.log(by=rita, activity_type=call, owner=rita)
    visitor.log_in(rita)
    at = made.completed_at
    sent = {"minutes": "5", "day": "2026-03-23", "time": "12:00"}
    visitor.post(f"/activities/{made.pk}/fields/", sent)
    made.refresh_from_db()
    assert (made.completed_at, made.minutes) == (at, 5)
    visitor.post(f"/activities/{made.pk}/fields/", sent | {"day": "2026-03-20"})
    made.refresh_from_db()
    assert made.completed_on == date(2026, 3, 20)
    totals()


def test_a_due_day_cannot_be_taken_away(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    made = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 30))
    response = visitor.log_in(rita).post(f"/activities/{made.pk}/fields/", {"minutes": "5", "day": ""})
    assert response.status_code == 422
    assert "Choose the new day." in response.content.decode()


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_edits_nothing(
    somebody: str, visitor: Visitor, rita: Member, call: ActivityType, request: pytest.FixtureRequest
) -> None:
    made = verbs.plan(by=rita, activity_type=call, owner=rita)
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.get(f"/activities/{made.pk}/fields/").status_code == 404
    assert visitor.post(f"/activities/{made.pk}/fields/", {"subject": "x"}).status_code == 404
