"""Contacts and companies that somebody merges or archives while rows that name them are being brought in."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from pacesetter.activities.contact_days import companies_with_wrong_days
from pacesetter.activities.models import Activity, ActivityContact, ActivityType
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.crm.models import Company, CompanyExternalId, Contact
from pacesetter.crm.verbs import archive, merge, undo_merge
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kinds.activities import ActivityImport
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.reading import csv_rows
from pacesetter.imports.tests.files import csv_file
from pacesetter.imports.verbs import commit, start
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

CALLS = "Activity ID,Activity type,Owner,Date,Company,Contact,Contact email\n" + "".join(
    f"A{n},Discovery call,Rita,2026-02-{n:02},Initech,{'Jane,jane@initech.example' if n % 2 else 'Janet,'}\n"
    for n in range(1, 13)
)
PEOPLE = "Contact ID,Name,Email,Company\n" + "".join(
    f"P{n},Person {n},person{n}@example.org,{'Initech' if n % 2 else 'Hooli'}\n" for n in range(1, 13)
)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch, ada: Member, rita: Member, call: ActivityType) -> None:
    """Few lines are read at once, and few written in one transaction."""
    monkeypatch.setattr(csv_rows, "BATCH_LINES", 4)
    monkeypatch.setattr(sys.modules[commit.__module__], "TOGETHER", 1)


@pytest.fixture
def jane(initech: Company) -> Contact:
    contact: Contact = Contact.objects.create(name="Jane", email="jane@initech.example", company=initech)
    return contact


@pytest.fixture
def janet(initech: Company) -> Contact:
    contact: Contact = Contact.objects.create(name="Janet", company=initech)
    return contact


@pytest.fixture
def hooli(ada: Member) -> Company:
    company: Company = Company.objects.create(name="Hooli", name_key="hooli")
    return company


def brought_in(folder: Path, ada: Member, text: str, kind: Kind, meanwhile: Callable[[], object]) -> ImportBatch:
    """Bring the rows in, with `meanwhile` once, between the first of them and the others."""
    batch = start(csv_file(folder, text), by=ada, kind=kind, answers=Answers(create_missing=True))
    done: list[int] = []

    def between(rows: int, _total: int, _note: str) -> None:
        if rows and not done:
            done.append(rows)
            meanwhile()

    batch = commit(batch, by=ada, progress=between)
    assert done[0] < batch.read == 12
    return batch


def all_is_right() -> None:
    assert companies_with_wrong_days() == []
    assert tallies.mismatches() == []
    # Nothing hangs on what a merge left behind.
    assert not Activity.objects.filter(company__merged_into__isnull=False).exists()
    assert not ActivityContact.objects.filter(contact__merged_into__isnull=False).exists()
    assert not Contact.objects.filter(company__merged_into__isnull=False).exists()


def test_activities_go_to_the_contact_that_another_became(
    tmp_path: Path, ada: Member, jane: Contact, janet: Contact
) -> None:
    batch = brought_in(tmp_path, ada, CALLS, Kind.ACTIVITIES, lambda: merge(jane, janet, by=ada))
    assert (batch.created, batch.failed) == (12, 0)
    assert ActivityContact.objects.filter(contact=jane).count() == 12
    all_is_right()
    # What came before the merge goes back with it, as with any merge.
    undo_merge(Contact.objects.get(pk=janet.pk), by=ada)
    assert ActivityContact.objects.filter(contact=janet).count() == 1


def test_a_contact_and_its_company_may_be_merged_both(
    tmp_path: Path, ada: Member, jane: Contact, janet: Contact, initech: Company, hooli: Company
) -> None:
    def meanwhile() -> None:
        merge(jane, janet, by=ada)
        merge(hooli, Company.objects.get(pk=initech.pk), by=ada)

    batch = brought_in(tmp_path, ada, CALLS, Kind.ACTIVITIES, meanwhile)
    assert batch.created == 12
    assert Activity.objects.filter(company=hooli).count() == 12
    assert ActivityContact.objects.filter(contact=jane).count() == 12
    all_is_right()


def test_a_merge_that_was_undone_leads_nowhere(tmp_path: Path, ada: Member, jane: Contact, janet: Contact) -> None:
    def meanwhile() -> None:
        merge(jane, janet, by=ada)
        undo_merge(Contact.objects.get(pk=janet.pk), by=ada)

    brought_in(tmp_path, ada, CALLS, Kind.ACTIVITIES, meanwhile)
    assert ActivityContact.objects.filter(contact=janet).count() == 6
    all_is_right()


def test_who_is_archived_keeps_what_the_file_says_of_them(
    tmp_path: Path, ada: Member, jane: Contact, janet: Contact, initech: Company
) -> None:
    def meanwhile() -> None:
        archive(janet, by=ada)
        archive(Company.objects.get(pk=initech.pk), by=ada)

    batch = brought_in(tmp_path, ada, CALLS, Kind.ACTIVITIES, meanwhile)
    assert (batch.created, batch.failed) == (12, 0)
    assert Activity.objects.filter(company=initech).count() == 12
    assert ActivityContact.objects.filter(contact=janet).count() == 6
    all_is_right()


def test_contacts_go_where_the_merge_of_their_company_led(
    tmp_path: Path, ada: Member, initech: Company, hooli: Company
) -> None:
    def meanwhile() -> None:
        merge(Company.objects.get(pk=initech.pk), Company.objects.get(pk=hooli.pk), by=ada)

    batch = brought_in(tmp_path, ada, PEOPLE, Kind.CONTACTS, meanwhile)
    assert (batch.created, batch.failed) == (12, 0)
    assert Contact.objects.filter(company=initech).count() == 12
    all_is_right()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_a_merge_that_comes_between_looking_up_and_writing_waits_or_is_followed(
    tmp_path: Path,
    ada: Member,
    jane: Contact,
    janet: Contact,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody merges in a transaction of their own while the import has looked the contacts up, and not yet ended."""
    settle = ActivityImport.settle
    threads: list[threading.Thread] = []

    def settle_late(self: ActivityImport) -> None:
        if not threads:
            threads.append(run_at_once(lambda: merge(jane, janet, by=ada), ada.organisation_id))
            threads[0].join(5)
        settle(self)

    monkeypatch.setattr(ActivityImport, "settle", settle_late)
    batch = start(csv_file(tmp_path, CALLS), by=ada, kind=Kind.ACTIVITIES, answers=Answers(create_missing=True))
    assert commit(batch, by=ada).created == 12
    threads[0].join(30)
    assert ActivityContact.objects.filter(contact=jane).count() == 12
    all_is_right()
    assert not CompanyExternalId.objects.exists()
