"""The same thing edited in two windows: neither takes back what the other has saved."""

from datetime import UTC, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.settings_verbs import add_outcome, set_allowed_outcomes
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import merge
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import set_counted_outcomes
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_sales_role, archive_sales_role
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")


def form_in(page: str, field: str) -> dict[str, list[str]]:
    """What a browser would send of the form with this field."""
    start = page.rindex("<form", 0, page.index(f'name="{field}"'))
    return form_of('<div id="main">' + page[start : page.index("</form>", start) + 7])


def drawn(visitor: Visitor, path: str, field: str = "name") -> dict[str, list[str]]:
    return form_in(visitor.read(path), field)


def test_a_company(visitor: Visitor, rita: Member, initech: Company) -> None:
    path = f"/companies/{initech.pk}/details/"
    first = drawn(visitor.log_in(rita), path)
    assert first["initial-name"] == ["Initech"]
    assert visitor.post(path, {**first, "phone": "+6493334444"}).status_code == 302
    assert visitor.post(path, {**first, "website": "https://initech.example"}).status_code == 302
    kept = Company.objects.get()
    assert (kept.phone, kept.website) == ("+6493334444", "https://initech.example")
    # What somebody empties on purpose is emptied.
    visitor.post(path, {**drawn(visitor, path), "phone": ""})
    assert Company.objects.get().phone == ""


@pytest.mark.parametrize(
    ("path", "field", "saved", "typed"),
    [
        ("/companies/{company}/details/", "name", "Initech NZ", "Initech Ltd"),
        ("/companies/{company}/details/", "phone", "+6493334444", "+6493335555"),
        ("/contacts/{contact}/details/", "name", "Jane D.", "J. Doe"),
        ("/settings/people/{member}/", "about-name", "Rita R.", "Rita S."),
        ("/settings/people/{member}/", "about-access_level", "coordinator", "administrator"),
        ("/settings/organisation/", "name", "Acme & Co", "Acme Ltd"),
    ],
)
def test_a_field_that_got_another_value_meanwhile_says_so_and_is_saved_by_a_second_press(
    path: str, field: str, saved: str, typed: str, visitor: Visitor, ada: Member, rita: Member, jane: Contact
) -> None:
    address = path.format(company=jane.company_id, contact=jane.pk, member=rita.pk)
    first = drawn(visitor.log_in(ada), address, field)
    assert visitor.post(address, {**first, field: saved}).status_code in (302, 303)
    answer = visitor.post(address, {**first, field: typed})
    page = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert "Somebody changed this meanwhile: it is " in page
    again = form_in(page, field)
    assert again[field] == [typed]
    assert drawn(visitor, address, field)[field] != [typed]
    assert visitor.post(address, again).status_code in (302, 303)
    assert drawn(visitor, address, field)[field] == [typed]


def test_a_company_that_is_merged_meanwhile(visitor: Visitor, rita: Member, initech: Company) -> None:
    hooli = Company.objects.create(name="Hooli", name_key="hooli", sales_rep=rita)
    path = f"/companies/{initech.pk}/details/"
    first = drawn(visitor.log_in(rita), path)
    merge(hooli, initech, by=rita)
    answer = visitor.post(path, {**first, "name": "Initech NZ"})
    assert answer.headers["Location"] == f"/companies/{hooli.pk}/"
    assert "This company is part of “Hooli” by now. Nothing was saved." in visitor.read(f"/companies/{hooli.pk}/")
    assert Company.objects.get(pk=hooli.pk).name == "Hooli"


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", email="jane@initech.example", company=initech)


def test_a_contact(visitor: Visitor, rita: Member, jane: Contact) -> None:
    path = f"/contacts/{jane.pk}/details/"
    first = drawn(visitor.log_in(rita), path)
    visitor.post(path, {**first, "job_title": "Buyer"})
    visitor.post(path, {**first, "phone": "+6493334444"})
    kept = Contact.objects.get()
    assert (kept.job_title, kept.phone, kept.company) == ("Buyer", "+6493334444", jane.company)


def test_a_member(visitor: Visitor, ada: Member, rita: Member) -> None:
    path = f"/settings/people/{rita.pk}/"
    first = drawn(visitor.log_in(ada), path, "about-name")
    visitor.post(path, {**first, "about-access_level": "coordinator"})
    visitor.post(path, {**first, "about-name": "Rita R."})
    rita.refresh_from_db()
    assert (rita.name, rita.access_level) == ("Rita R.", "coordinator")


def test_the_organisation(visitor: Visitor, ada: Member, organisation: Organisation) -> None:
    path = "/settings/organisation/"
    first = drawn(visitor.log_in(ada), path)
    visitor.post(path, {**first, "score_cap": "120"})
    visitor.post(path, {**first, "name": "Acme & Co"})
    organisation.refresh_from_db()
    assert (organisation.name, int(organisation.score_cap * 100)) == ("Acme & Co", 120)
    # Another country says that there is no region, or another one.
    visitor.post(path, {**drawn(visitor, path), "country": "GB", "region": "", "confirmed": "yes"})
    visitor.post(path, {**drawn(visitor, path), "country": "NZ", "region": "AUK", "confirmed": "yes"})
    visitor.post(path, {**drawn(visitor, path), "country": "GB", "confirmed": "yes"})
    organisation.refresh_from_db()
    assert (organisation.country, organisation.region) == ("GB", "")


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(
        by=rita, activity_type=call, owner=rita, due_at=datetime(2026, 3, 24, 1, tzinfo=UTC), subject="Ask"
    )


def test_an_activity_says_so_and_is_saved_by_a_second_press(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    path = f"/activities/{to_do.pk}/fields/"
    first = drawn(visitor.log_in(rita), path, "seen")
    assert first["seen"] != [""]
    assert visitor.post(path, {**first, "subject": "Ask for Jane"}).status_code == 303
    answer = visitor.post(path, {**first, "minutes": "25"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This activity was changed while you were writing." in page
    assert 'value="25"' in page
    assert Activity.objects.get().subject == "Ask for Jane"
    assert visitor.post(path, {**form_in(page, "seen"), "subject": "Ask for Jane"}).status_code == 303
    kept = Activity.objects.get()
    assert (kept.subject, kept.planned_minutes) == ("Ask for Jane", 25)


def test_an_activity_that_stayed_as_it_was_is_saved_at_once(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    path = f"/activities/{to_do.pk}/fields/"
    first = drawn(visitor.log_in(rita), path, "seen")
    assert visitor.post(path, {**first, "look": "1"}).status_code == 200
    assert visitor.post(path, {**first, "subject": "Ask for Jane"}).status_code == 303
    assert Activity.objects.get().subject == "Ask for Jane"


def test_somebody_else_changes_neither(visitor: Visitor, otto: Member, initech: Company, to_do: Activity) -> None:
    visitor.log_in(otto)
    assert visitor.post(f"/companies/{initech.pk}/details/", {"name": "Mine"}).status_code == 404
    assert visitor.post(f"/activities/{to_do.pk}/fields/", {"subject": "Mine"}).status_code == 404


def in_list(visitor: Visitor, path: str) -> dict[str, list[str]]:
    return form_of(visitor.read(path))


def test_a_name_in_a_list_that_got_another_one_meanwhile(visitor: Visitor, ada: Member, bdm: SalesRole) -> None:
    path, field = "/settings/roles/", f"{bdm.pk}-name"
    first = in_list(visitor.log_in(ada), path)
    assert visitor.post(path, {**first, field: "Hunter"}).status_code == 302
    answer = visitor.post(path, {**first, field: "Prospector", "new-name": "Farmer"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this meanwhile: it is Hunter now." in page
    # Nothing of what was typed is lost, and nothing of what was saved either.
    assert list(SalesRole.objects.values_list("name", flat=True)) == ["Hunter"]
    again = form_of(page)
    assert (again[field], again["new-name"]) == (["Prospector"], ["Farmer"])
    assert visitor.post(path, again).status_code == 302
    assert list(SalesRole.objects.values_list("name", flat=True)) == ["Prospector", "Farmer"]


def test_a_list_that_changed_a_third_time_says_so_again(visitor: Visitor, ada: Member, bdm: SalesRole) -> None:
    path, field = "/settings/roles/", f"{bdm.pk}-name"
    first = in_list(visitor.log_in(ada), path)
    visitor.post(path, {**first, field: "Hunter"})
    again = form_of(visitor.post(path, {**first, field: "Prospector"}).content.decode())
    visitor.post(path, {**in_list(visitor, path), field: "Opener"})
    page = visitor.post(path, again).content.decode()
    assert "Somebody changed this meanwhile: it is Opener now." in page
    # Whoever agrees is not asked.
    assert visitor.post(path, {**form_of(page), field: "Opener"}).status_code == 302


def test_choices_in_a_list(visitor: Visitor, ada: Member, call: ActivityType, connected: Outcome) -> None:
    path = "/settings/activities/"
    busy = add_outcome(by=ada, name="Busy")
    set_allowed_outcomes(call, [], by=ada)
    first = in_list(visitor.log_in(ada), path)
    box, needs = f"{call.pk}-outcomes", f"{call.pk}-needs_outcome"
    assert visitor.post(path, {**first, box: [str(connected.pk)], needs: "on"}).status_code == 302
    page = visitor.post(path, {**first, box: [str(busy.pk)]}).content.decode()
    assert f"Somebody changed this meanwhile: it is {connected.name} now." in page
    assert [one.outcome_id for one in call.allowed_outcomes.all()] == [connected.pk]
    # The other fields of the line are as they were saved.
    assert visitor.post(path, form_of(page)).status_code == 302
    call.refresh_from_db()
    assert ([one.outcome_id for one in call.allowed_outcomes.all()], call.needs_outcome) == ([busy.pk], True)


def test_a_measure_takes_no_outcomes_back_that_were_chosen_meanwhile(
    visitor: Visitor, ada: Member, calls: Kpi, connected: Outcome
) -> None:
    path = "/settings/kpis/"
    first = in_list(visitor.log_in(ada), path)
    set_counted_outcomes(calls, [connected], by=ada)
    answer = visitor.post(path, {**first, f"{calls.pk}-measure": "minutes", "confirmed": "yes"})
    assert answer.status_code == 422
    assert f"Somebody changed this meanwhile: it is {connected.name} now." in answer.content.decode()
    assert [one.outcome_id for one in calls.counted_outcomes.all()] == [connected.pk]


def test_a_line_that_was_archived_meanwhile(visitor: Visitor, ada: Member) -> None:
    role = add_sales_role(by=ada, name="Opener")
    path, field = "/settings/roles/", f"{role.pk}-name"
    first = in_list(visitor.log_in(ada), path)
    archive_sales_role(role, by=ada)
    # Nobody typed into it: nothing to say.
    assert visitor.post(path, {**first, "new-name": "Farmer"}).status_code == 302
    answer = visitor.post(path, {**first, field: "Prospector", "new-name": "Closer"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Opener” was archived while you were writing. What you typed there is not saved: Prospector." in page
    assert visitor.post(path, form_of(page)).status_code == 302
    assert set(SalesRole.objects.values_list("name", flat=True)) == {"Opener", "Farmer", "Closer"}
