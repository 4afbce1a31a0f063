"""Contacts: list, page, adding, editing, archiving, merging."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def jane(initech: Company) -> Contact:
    made: Contact = Contact.objects.create(name="Jane Doe", company=initech, email="jane@initech.example")
    return made


def test_the_list_shows_and_finds_them(visitor: Visitor, rita: Member, jane: Contact) -> None:
    visitor.log_in(rita)
    for query, is_there in (
        ("", True),
        ("?q=doe", True),
        ("?q=jane@ini", True),
        ("?q=bob", False),
        ("?state=archived", False),
    ):
        assert (">Jane Doe</a>" in visitor.read(f"/contacts/{query}")) is is_there, query
    response: Any = visitor.get("/contacts/?format=csv")
    assert b"jane@initech.example" in b"".join(response.streaming_content)


def test_a_colleagues_contacts_are_not_there(visitor: Visitor, raj: Member, otto: Member, jane: Contact) -> None:
    for viewer in (raj, otto):
        visitor.log_in(viewer)
        assert ">Jane Doe<" not in visitor.read("/contacts/")
        for path in ("", "details/", "merge/"):
            assert visitor.get(f"/contacts/{jane.pk}/{path}").status_code == 404
        assert visitor.post(f"/contacts/{jane.pk}/archive/").status_code == 404
    assert Contact.objects.get().archived_at is None


def test_the_page_tells_what_was_done(visitor: Visitor, rita: Member, jane: Contact, call: ActivityType) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, contacts=[jane], subject="Renewal")
    page = visitor.log_in(rita).read(f"/contacts/{jane.pk}/")
    assert "Renewal" in page
    assert "mailto:jane@initech.example" in page


def said_of(page: str, what: str) -> str:
    found = re.search(rf"<dt>{what}</dt><dd>(?:<span[^>]*>)?([^<]*)<", page)
    assert found is not None
    return found[1]


def test_the_page_tells_when_they_were_spoken_with_and_what_comes_next(
    visitor: Visitor, rita: Member, jane: Contact, call: ActivityType
) -> None:
    path = f"/contacts/{jane.pk}/"
    page = visitor.log_in(rita).read(path)
    assert (said_of(page, "Last contact"), said_of(page, "Next activity")) == ("Never", "Nothing planned")
    for day in (3, 12):
        moment = datetime(2026, 3, day, 1, tzinfo=UTC)
        verbs.log(by=rita, activity_type=call, owner=rita, contacts=[jane], at=moment)
    late = verbs.plan(by=rita, activity_type=call, owner=rita, contacts=[jane], due_on=date(2026, 3, 20))
    verbs.plan(by=rita, activity_type=call, owner=rita, contacts=[jane], due_on=date(2026, 3, 23))
    page = visitor.read(path)
    assert said_of(page, "Last contact") == "11 days ago"
    assert said_of(page, "Next activity").startswith("Overdue: ")
    verbs.delete(late, by=rita)
    assert said_of(visitor.read(path), "Next activity") == "Today"


def test_what_was_cancelled_is_not_called_overdue_and_stands_behind_what_is_planned(
    visitor: Visitor, rita: Member, jane: Contact, call: ActivityType
) -> None:
    plan: dict[str, Any] = {"by": rita, "activity_type": call, "owner": rita, "contacts": [jane]}
    verbs.log(**plan, subject="Done", at=datetime(2026, 3, 10, 1, tzinfo=UTC))
    verbs.plan(**plan, subject="Later", due_on=date(2026, 4, 20))
    verbs.plan(**plan, subject="Sooner", due_on=date(2026, 4, 2))
    verbs.cancel(verbs.plan(**plan, subject="Off", due_on=date(2026, 3, 12)), by=rita)
    page = visitor.log_in(rita).read(f"/contacts/{jane.pk}/")
    assert re.findall(r"Discovery call · (\w+)</a>", page) == ["Sooner", "Later", "Off", "Done"]
    assert "Overdue" not in page
    assert '<span class="when">Cancelled</span>' in page
    file: Any = visitor.get(f"/contacts/{jane.pk}/?format=csv")
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert [line.rpartition(",")[2] for line in lines] == ["Status", "Planned", "Planned", "Cancelled", "Completed"]


def test_a_mail_of_a_campaign_is_no_contact(visitor: Visitor, rita: Member, jane: Contact, call: ActivityType) -> None:
    sent = verbs.log(by=rita, activity_type=call, owner=rita, contacts=[jane])
    Activity.objects.filter(pk=sent.pk).update(provenance=Provenance.CAMPAIGN_RECIPIENT)
    assert said_of(visitor.log_in(rita).read(f"/contacts/{jane.pk}/"), "Last contact") == "Never"


WARNING = "Nothing is planned with this contact."


def test_where_nothing_is_planned_the_page_warns_and_leads_to_planning(
    visitor: Visitor, rita: Member, jane: Contact, call: ActivityType
) -> None:
    path = f"/contacts/{jane.pk}/"
    page = visitor.log_in(rita).read(path)
    assert WARNING in page
    form = f"/activities/new/?planned=1&contacts={jane.pk}&next={path}"
    assert form in unescape(page)
    assert "Jane Doe" in visitor.read(f"{form}&type={call.pk}")
    verbs.plan(by=rita, activity_type=call, owner=rita, company=jane.company, contacts=[jane])
    page = visitor.read(path)
    assert WARNING not in page
    assert said_of(page, "Next activity") == "Planned, without a day"


def test_what_a_colleague_has_planned_needs_no_warning(
    visitor: Visitor, rita: Member, raj: Member, jane: Contact, call: ActivityType
) -> None:
    Contact.objects.filter(pk=jane.pk).update(company=None)
    verbs.plan(by=raj, activity_type=call, owner=raj, contacts=[Contact.objects.get()], due_on=date(2026, 3, 23))
    assert WARNING not in visitor.log_in(rita).read(f"/contacts/{jane.pk}/")


def test_of_who_is_put_away_nothing_has_to_be_planned(
    visitor: Visitor, rita: Member, jane: Contact, initech: Company
) -> None:
    path = f"/contacts/{jane.pk}/"
    visitor.log_in(rita)
    for put_away in (jane, initech):
        type(put_away).objects.filter(pk=put_away.pk).update(archived_at=datetime(2026, 3, 1, tzinfo=UTC))
        assert WARNING not in visitor.read(path)
        type(put_away).objects.filter(pk=put_away.pk).update(archived_at=None)
        assert WARNING in visitor.read(path)


def test_the_number_of_queries_does_not_grow_with_what_was_done(
    visitor: Visitor, rita: Member, jane: Contact, call: ActivityType
) -> None:
    visitor.log_in(rita)

    def one_more() -> None:
        verbs.log(by=rita, activity_type=call, owner=rita, contacts=[jane])
        verbs.plan(by=rita, activity_type=call, owner=rita, contacts=[jane], due_on=date(2026, 3, 25))

    one_more()
    few = visitor.queries(f"/contacts/{jane.pk}/")
    for _number in range(5):
        one_more()
    assert visitor.queries(f"/contacts/{jane.pk}/") == few


def test_one_is_added_to_a_company(visitor: Visitor, rita: Member, initech: Company) -> None:
    visitor.log_in(rita)
    path = f"/contacts/new/?company={initech.pk}"
    assert 'value="Initech"' in visitor.read(path)
    response = visitor.post(path, {"name": "Bob", "company_text": "Initech", "company": str(initech.pk)})
    assert response.headers["Location"] == f"/companies/{initech.pk}/"
    assert Contact.objects.get().company == initech


def test_a_name_that_several_companies_have_is_asked_about(visitor: Visitor, rita: Member, initech: Company) -> None:
    other = Company.objects.create(name="Initech Ltd", name_key="initech")
    visitor.log_in(rita)
    sent = {"name": "Bob", "company_text": "Initech"}
    response = visitor.post("/contacts/new/", sent)
    assert response.status_code == 422
    assert f'value="{other.pk}"' in response.content.decode()
    visitor.post("/contacts/new/", {**sent, "company": str(other.pk), "company_chosen": "1"})
    assert Contact.objects.get().company == other


def test_an_unknown_company_and_a_known_address_are_asked_about(visitor: Visitor, rita: Member, jane: Contact) -> None:
    visitor.log_in(rita)
    assert visitor.post("/contacts/new/", {"name": "Bob", "company_text": "Nowhere"}).status_code == 422
    sent = {"name": "Bob", "email": "jane@initech.example"}
    assert "allow_same_email" in visitor.post("/contacts/new/", sent).content.decode()
    assert visitor.post("/contacts/new/", {**sent, "allow_same_email": "on"}).status_code == 302
    assert Contact.objects.count() == 2


def test_one_moves_to_another_company_and_out_of_any(visitor: Visitor, rita: Member, jane: Contact) -> None:
    hooli = Company.objects.create(name="Hooli", name_key="hooli", sales_rep=rita)
    path = f"/contacts/{jane.pk}/details/"
    visitor.log_in(rita)
    for text, company in (("Initech", jane.company), ("hooli", hooli), ("", None)):
        assert visitor.post(path, {"name": "Jane Doe", "company_text": text}).status_code == 302
        assert Contact.objects.get().company == company


def test_archiving_and_restoring(visitor: Visitor, rita: Member, jane: Contact) -> None:
    visitor.log_in(rita).post(f"/contacts/{jane.pk}/archive/")
    assert Contact.objects.get().archived_at is not None
    visitor.delete(f"/contacts/{jane.pk}/archive/")
    assert Contact.objects.get().archived_at is None


def test_two_are_merged_and_taken_apart(visitor: Visitor, rita: Member, jane: Contact, initech: Company) -> None:
    twin = Contact.objects.create(name="Jane D.", company=initech)
    path = f"/contacts/{twin.pk}/merge/"
    visitor.log_in(rita)
    assert f"?into={jane.pk}" in visitor.read(f"{path}?q=doe")
    assert "Merge into “Jane Doe”" in visitor.read(f"{path}?into={jane.pk}")
    visitor.post(path, {"into": str(jane.pk)})
    assert Contact.objects.get(pk=twin.pk).merged_into == jane
    assert visitor.get(f"/contacts/{twin.pk}/").headers["Location"] == f"/contacts/{jane.pk}/"
    visitor.delete(path)
    assert Contact.objects.get(pk=twin.pk).merged_into is None
