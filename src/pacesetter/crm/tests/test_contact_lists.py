"""Saved lists of contacts."""

from datetime import date, timedelta

import pytest

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.contact_lists import contacts_in
from pacesetter.crm.models import Company, Contact, ContactList
from pacesetter.crm.verbs import archive, forget_contact_list, save_contact_list
from pacesetter.events.models import Event
from pacesetter.people.models import Member


def contact(name: str, kind: str = "lead", rep: Member | None = None, last: date | None = None) -> Contact:
    company = Company.objects.create(name=f"{name} Ltd", name_key=f"{name} ltd".lower(), kind=kind, sales_rep=rep)
    Company.objects.filter(pk=company.pk).update(last_contact_on=last)
    made: Contact = Contact.objects.create(name=name, company=company, email=f"{name.lower()}@example.com")
    return made


def names(row: ContactList, viewer: Member) -> list[str]:
    return sorted(one.name for one in contacts_in(row, viewer))


def test_a_list_finds_whoever_fits_when_it_is_used(ada: Member, rita: Member, raj: Member) -> None:
    today = clock.today(ada.zone())
    contact("Anna", "client", rita, today)
    contact("Bert", "client", raj, today - timedelta(days=40))
    contact("Carl", "lead", raj)
    for given, expected in (
        ({}, ["Anna", "Bert", "Carl"]),
        ({"kind": "client"}, ["Anna", "Bert"]),
        ({"sales_rep": raj}, ["Bert", "Carl"]),
        ({"silent_days": 30}, ["Bert", "Carl"]),
        ({"words": "ann"}, ["Anna"]),
        ({"kind": "client", "sales_rep": raj, "silent_days": 30, "words": "bert"}, ["Bert"]),
    ):
        row = save_contact_list(by=ada, name=str(given), **given)
        assert names(row, ada) == expected
    archive(Contact.objects.get(name="Anna"), by=ada)
    assert names(ContactList.objects.get(name="{}"), ada) == ["Bert", "Carl"]


def test_it_shows_nobody_whom_the_viewer_may_not_see(ada: Member, rita: Member, raj: Member) -> None:
    contact("Anna", rep=rita)
    contact("Bert", rep=raj)
    row = save_contact_list(by=ada, name="All")
    assert names(row, rita) == ["Anna"]


def test_names_are_once_and_filters_make_sense(ada: Member) -> None:
    save_contact_list(by=ada, name="All")
    for given in ({"name": "All"}, {"name": " "}, {"name": "A", "kind": "friend"}, {"name": "A", "silent_days": 0}):
        with pytest.raises(Refusal):
            save_contact_list(by=ada, **given)
    assert ContactList.objects.count() == 1


def test_only_who_sees_everybody_saves_and_forgets(ada: Member, rita: Member, otto: Member) -> None:
    row = save_contact_list(by=ada, name="All")
    for stranger in (rita, otto):
        with pytest.raises(NotAllowed):
            save_contact_list(by=stranger, name="Mine")
        with pytest.raises(NotAllowed):
            forget_contact_list(row, by=stranger)
    forget_contact_list(row, by=ada)
    assert ContactList.objects.count() == 0
    assert Event.objects.filter(verb="contact_list.forgotten").count() == 1
