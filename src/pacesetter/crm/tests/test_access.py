from datetime import timedelta

import pytest
from django.utils import timezone

from pacesetter.conftest import LONG_AGO
from pacesetter.crm.access import (
    companies_seen_by,
    company_ids_seen_by,
    contacts_seen_by,
    few_companies_seen_by,
    few_contacts_seen_by,
    get_company_for,
    get_contact_for,
)
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member, Team, TeamMembership
from pacesetter.tenancy.scope import scope


def make(name: str, **fields: Member) -> Company:
    made: Company = Company.objects.create(name=name, name_key=name.lower(), **fields)
    return made


def test_a_rep_sees_the_companies_they_sell_to_and_manage(rita: Member, initech: Company) -> None:
    managed = make("Hooli", account_manager=rita)
    assert set(companies_seen_by(rita)) == {initech, managed}
    assert get_company_for(rita, initech.pk) == initech


def test_a_company_of_nobody_is_seen_by_everybody(rita: Member, raj: Member) -> None:
    nobodys = make("Hooli")
    assert nobodys in companies_seen_by(rita)
    assert nobodys in companies_seen_by(raj)


def test_a_rep_of_another_team_sees_neither_company_nor_contact(raj: Member, initech: Company, jane: Contact) -> None:
    assert not companies_seen_by(raj).exists()
    assert not contacts_seen_by(raj).exists()
    with pytest.raises(Company.DoesNotExist):
        get_company_for(raj, initech.pk)
    with pytest.raises(Contact.DoesNotExist):
        get_contact_for(raj, jane.pk)


def test_a_lead_sees_the_teams_customers_and_only_those(
    mona: Member, raj: Member, initech: Company, jane: Contact
) -> None:
    make("Hooli", sales_rep=raj)
    assert list(companies_seen_by(mona)) == [initech]
    assert list(contacts_seen_by(mona)) == [jane]
    assert get_contact_for(mona, jane.pk) == jane


def test_a_lead_sees_no_customers_of_somebody_who_changed_teams(mona: Member, rita: Member, initech: Company) -> None:
    TeamMembership.objects.filter(member=rita).update(ends_on=LONG_AGO + timedelta(days=1))
    assert not companies_seen_by(mona).exists()


def test_a_company_with_two_colleagues_is_seen_by_both_and_listed_once(rita: Member, raj: Member, ada: Member) -> None:
    shared = make("Hooli", sales_rep=rita, account_manager=raj)
    lead = TeamMembership.objects.create(
        team=Team.objects.create(name="All"), member=ada, is_lead=True, starts_on=LONG_AGO
    )
    for member in (rita, raj):
        TeamMembership.objects.create(team=lead.team, member=member, starts_on=LONG_AGO)
    ada.access_level = "team_member"
    for viewer in (rita, raj, ada):
        assert list(companies_seen_by(viewer)) == [shared]


def test_administrators_and_coordinators_see_every_company(ada: Member, initech: Company, jane: Contact) -> None:
    for level in ("administrator", "coordinator"):
        ada.access_level = level
        assert get_company_for(ada, initech.pk) == initech
        assert get_contact_for(ada, jane.pk) == jane


def test_a_contact_without_a_company_is_everybodys(raj: Member) -> None:
    loose = Contact.objects.create(name="Joe")
    assert get_contact_for(raj, loose.pk) == loose


def test_somebody_archived_sees_nothing(rita: Member, initech: Company, jane: Contact) -> None:
    rita.archived_at = timezone.now()
    assert not companies_seen_by(rita).exists()
    assert not contacts_seen_by(rita).exists()


def test_an_old_link_leads_to_what_the_company_became(rita: Member, initech: Company) -> None:
    once, twice = make("Initech Ltd"), make("Initech Limited")
    Company.objects.filter(pk=once.pk).update(merged_into=twice)
    Company.objects.filter(pk=twice.pk).update(merged_into=initech)
    assert get_company_for(rita, once.pk) == initech
    assert list(companies_seen_by(rita)) == [initech]


def test_an_old_link_opens_nothing_that_may_not_be_seen(raj: Member, initech: Company) -> None:
    open_to_all = make("Initech Ltd")
    Company.objects.filter(pk=open_to_all.pk).update(merged_into=initech)
    with pytest.raises(Company.DoesNotExist):
        get_company_for(raj, open_to_all.pk)


def test_an_administrator_of_another_organisation_sees_nothing_here(
    otto: Member, initech: Company, jane: Contact
) -> None:
    with scope(otto.organisation_id):
        assert not companies_seen_by(otto).exists()
        with pytest.raises(Company.DoesNotExist):
            get_company_for(otto, initech.pk)
        with pytest.raises(Contact.DoesNotExist):
            get_contact_for(otto, jane.pk)


def test_lists_show_the_same_companies_however_many_there_are(
    rita: Member, raj: Member, mona: Member, ada: Member, otto: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, rep, manager in (("A", rita, None), ("B", None, rita), ("C", raj, raj), ("D", None, None)):
        Company.objects.create(name=name, name_key=name, sales_rep=rep, account_manager=manager)
    kept = Company.objects.create(name="E", name_key="e", sales_rep=rita)
    Company.objects.create(name="F", name_key="f", sales_rep=rita, merged_into=kept)
    for viewer in (rita, raj, mona, ada, otto):
        wanted = set(companies_seen_by(viewer).values_list("name", flat=True))
        for few in (100, 1):
            monkeypatch.setattr("pacesetter.crm.access.FEW", few)
            found = few_companies_seen_by(viewer)
            assert (found is None) is (few == 1 or viewer in (ada, otto))
            assert found is None or set(found.values_list("name", flat=True)) == wanted
    monkeypatch.setattr("pacesetter.crm.access.FEW", 100)
    hers = few_companies_seen_by(rita)
    assert hers is not None
    assert set(hers.values_list("name", flat=True)) == {"A", "B", "D", "E"}


def test_of_companies_that_are_named_the_same_are_seen_as_in_lists(
    rita: Member, raj: Member, mona: Member, ada: Member, otto: Member
) -> None:
    for name, rep, manager in (("A", rita, None), ("B", None, rita), ("C", raj, raj), ("D", None, None)):
        Company.objects.create(name=name, name_key=name, sales_rep=rep, account_manager=manager)
    Company.objects.create(name="E", name_key="e", sales_rep=rita, merged_into=Company.objects.first())
    everything = list(Company.objects.values_list("pk", flat=True))
    for viewer in (rita, raj, mona, ada, otto):
        wanted = set(companies_seen_by(viewer).values_list("pk", flat=True))
        assert company_ids_seen_by(viewer, everything) == wanted
    assert len(company_ids_seen_by(raj, everything)) == 2
    assert company_ids_seen_by(raj, []) == company_ids_seen_by(otto, everything) == set()


def test_lists_show_the_same_contacts_however_many_there_are(
    rita: Member, raj: Member, mona: Member, ada: Member, otto: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, rep, manager in (("A", rita, None), ("B", None, rita), ("C", raj, raj), ("D", None, None)):
        company = Company.objects.create(name=name, name_key=name, sales_rep=rep, account_manager=manager)
        Contact.objects.create(name=f"At {name}", company=company)
    kept = Contact.objects.create(name="Of none")
    Contact.objects.create(name="Gone", merged_into=kept)
    with scope(otto.organisation_id):
        Contact.objects.create(name="Elsewhere")
    for viewer in (rita, raj, mona, ada, otto):
        wanted = set(contacts_seen_by(viewer).values_list("name", flat=True))
        for few in (100, 1):
            monkeypatch.setattr("pacesetter.crm.access.FEW", few)
            found = few_contacts_seen_by(viewer)
            assert (found is None) is (few == 1 or viewer in (ada, otto))
            assert found is None or set(found.values_list("name", flat=True)) == wanted
    monkeypatch.setattr("pacesetter.crm.access.FEW", 100)
    hers = few_contacts_seen_by(rita)
    assert hers is not None
    assert set(hers.values_list("name", flat=True)) == {"At A", "At B", "At D", "Of none"}
