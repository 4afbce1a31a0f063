"""New companies, hand-over, merging and look-alikes as pages."""

import pytest

from pacesetter.crm.models import Company, CompanyTransfer, Contact, DifferentCompanies
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def double(initech: Company, rita: Member) -> Company:
    made: Company = Company.objects.create(name="Initech Ltd", name_key="initech", sales_rep=rita)
    return made


def test_a_new_company_is_the_adders(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    assert f'value="{rita.pk}" selected' in visitor.read("/companies/new/")
    response = visitor.post("/companies/new/", {"name": "Hooli", "sales_rep": str(rita.pk)})
    company = Company.objects.get()
    assert response.headers["Location"] == f"/companies/{company.pk}/"
    assert (company.name, company.sales_rep) == ("Hooli", rita)


def test_a_name_that_is_there_is_asked_about(visitor: Visitor, raj: Member, initech: Company) -> None:
    sent = {"name": "Initech Limited"}
    response = visitor.log_in(raj).post("/companies/new/", sent)
    assert response.status_code == 422
    assert "perhaps a colleague" in response.content.decode()
    assert visitor.post("/companies/new/", {**sent, "allow_same_name": "on"}).status_code == 302
    assert Company.objects.count() == 2


def test_the_one_that_is_there_is_offered_to_whoever_may_open_it(
    visitor: Visitor, rita: Member, raj: Member, initech: Company
) -> None:
    link = f'Is it this one? <a href="/companies/{initech.pk}/">Initech</a>'
    for viewer, is_offered in ((rita, True), (raj, False)):
        page = visitor.log_in(viewer).post("/companies/new/", {"name": "Initech Limited"}).content.decode()
        assert (link in page) is is_offered
    assert "Is it this one?" not in visitor.log_in(rita).post("/companies/new/", {"name": ""}).content.decode()


def test_chosen_companies_are_handed_over_and_given_back(
    visitor: Visitor, rita: Member, raj: Member, initech: Company
) -> None:
    sent: dict[str, str | list[str]] = {"chosen": [str(initech.pk)], "sales_rep": str(raj.pk)}
    visitor.log_in(rita).post("/companies/transfers/", sent)
    assert Company.objects.get().sales_rep == raj
    made = CompanyTransfer.objects.get()
    assert f'action="/companies/transfers/{made.pk}/"' in visitor.read("/companies/")
    undone = visitor.post(f"/companies/transfers/{made.pk}/", {"_method": "DELETE", "next": "/companies/?q=ini"})
    assert undone.headers["Location"] == "/companies/?q=ini"
    assert Company.objects.get().sales_rep == rita


def test_all_that_a_filter_shows_are_handed_over(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    Company.objects.bulk_create(Company(name=f"N{n}", name_key=f"n{n}", sales_rep=rita) for n in range(70))
    Company.objects.create(name="Hooli", name_key="hooli", sales_rep=raj)
    sent = {"all": "1", "query": f"rep={rita.pk}", "sales_rep": str(ada.pk)}
    visitor.log_in(ada).post("/companies/transfers/", sent)
    assert Company.objects.filter(sales_rep=ada).count() == 70
    assert Company.objects.filter(sales_rep=raj).count() == 1


def test_nobody_hands_over_a_colleagues_customers(
    visitor: Visitor, raj: Member, rita: Member, initech: Company
) -> None:
    visitor.log_in(raj)
    forms: list[dict[str, str | list[str]]] = [{"chosen": [str(initech.pk)]}, {"all": "1"}, {}]
    for sent in forms:
        visitor.post("/companies/transfers/", {**sent, "sales_rep": str(raj.pk)})
    assert Company.objects.get().sales_rep == rita
    made = CompanyTransfer.objects.create(by=rita, sales_rep=raj, before=[], made_at="2026-03-01T00:00Z")
    assert visitor.delete(f"/companies/transfers/{made.pk}/").status_code == 404


def test_merging_shows_both_and_is_undone(visitor: Visitor, rita: Member, initech: Company, double: Company) -> None:
    Contact.objects.create(name="Jane", company=double)
    visitor.log_in(rita)
    path = f"/companies/{double.pk}/merge/"
    assert f"?into={initech.pk}" in visitor.read(path)
    page = visitor.read(f"{path}?into={initech.pk}")
    assert "Contacts: <b>1</b>" in page
    visitor.post(path, {"into": str(initech.pk)})
    assert Company.objects.get(pk=double.pk).merged_into == initech
    assert f'action="{path}"' in visitor.read(f"/companies/{initech.pk}/")
    visitor.delete(path)
    assert Company.objects.get(pk=double.pk).merged_into is None
    assert Contact.objects.get().company == double


def test_merging_into_itself_or_into_a_colleagues_customer_does_nothing(
    visitor: Visitor, rita: Member, raj: Member, double: Company
) -> None:
    theirs = Company.objects.create(name="Hooli", name_key="hooli", sales_rep=raj)
    visitor.log_in(rita)
    visitor.post(f"/companies/{double.pk}/merge/", {"into": str(double.pk)})
    assert visitor.post(f"/companies/{double.pk}/merge/", {"into": str(theirs.pk)}).status_code == 404
    assert not Company.objects.filter(merged_into__isnull=False).exists()


def test_look_alikes_are_worked_through(visitor: Visitor, rita: Member, initech: Company, double: Company) -> None:
    visitor.log_in(rita)
    assert "Initech Ltd" in visitor.read("/companies/look-alikes/")
    path = f"/companies/{initech.pk}/differences/{double.pk}/"
    visitor.post(path)
    page = visitor.read("/companies/look-alikes/")
    assert "No company looks like another" in page
    assert f'action="{path}"' in page
    visitor.delete(path)
    assert not DifferentCompanies.objects.exists()


def test_nobody_tells_a_colleagues_customers_apart(
    visitor: Visitor, raj: Member, initech: Company, double: Company
) -> None:
    visitor.log_in(raj)
    assert visitor.post(f"/companies/{initech.pk}/differences/{double.pk}/").status_code == 404
    assert "Initech Ltd" not in visitor.read("/companies/look-alikes/")
