from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation


def test_a_company_begins_as_a_lead(rita: Member, last_event: Callable[[], Event]) -> None:
    company = verbs.add_company(by=rita, name=" Hooli   Inc. ", sales_rep=rita, country="nz", note=" hot ")
    assert (company.name, company.name_key, company.kind) == ("Hooli Inc.", "hooli", "lead")
    assert (company.country, company.note) == ("NZ", "hot")
    assert (last_event().verb, last_event().actor_id) == ("company.added", rita.pk)
    assert last_event().data["after"] == {"name": "Hooli Inc.", "sales_rep_id": rita.pk}


def test_its_website_gives_its_e_mail_domain(rita: Member) -> None:
    company = verbs.add_company(by=rita, name="Hooli", website="www.hooli.example/about")
    assert (company.website, company.domain) == ("https://www.hooli.example/about", "hooli.example")
    assert verbs.add_company(by=rita, name="Joe", website="https://joe.web.de").domain == "joe.web.de"
    assert verbs.add_company(by=rita, name="Jim", website="gmx.de").domain == ""
    assert verbs.add_company(by=rita, name="Pied", website="pied.example", domain="@Piper.example").domain == (
        "piper.example"
    )


def test_a_phone_number_is_dialled_from_the_companys_country_else_the_organisations(
    organisation: Organisation, rita: Member
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(country="NZ")
    assert verbs.add_company(by=rita, name="Hooli", phone="09 555 1234").phone == "+6495551234"
    assert verbs.add_company(by=rita, name="Pied", phone="02 5550 1234", country="AU").phone == "+61255501234"


def test_a_name_that_means_the_same_is_refused_even_if_unseen(raj: Member, rita: Member, initech: Company) -> None:
    with pytest.raises(Refusal, match="perhaps a colleague's") as refusal:
        verbs.add_company(by=raj, name="INITECH, Ltd")
    assert (refusal.value.field, refusal.value.code) == ("name", "same_name")
    assert verbs.add_company(by=raj, name="Initech", allow_same_name=True).pk != initech.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"website": "not a site"}, "website"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"domain": "not a domain"}, "domain"),
        ({"domain": "gmail.com"}, "domain"),
        ({"phone": "ask Jane"}, "phone"),
        ({"country": "ZZ"}, "country"),
    ],
)
def test_what_cannot_be_is_refused(rita: Member, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.add_company(by=rita, **{"name": "Hooli", **wrong})  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Company.objects.exists()


def test_nobody_sells_to_it_who_has_left(ada: Member, rita: Member) -> None:
    rita.archived_at = rita.created_at
    with pytest.raises(Refusal) as refusal:
        verbs.add_company(by=ada, name="Hooli", account_manager=rita)
    assert refusal.value.field == "account_manager"


def test_somebody_of_another_organisation_adds_nothing_here_and_gets_nothing(rita: Member, otto: Member) -> None:
    with pytest.raises(NotAllowed):
        verbs.add_company(by=otto, name="Hooli")
    with pytest.raises(Refusal, match="not known here"):
        verbs.add_company(by=rita, name="Hooli", sales_rep=otto)
    assert not Company.across_organisations.exists()
