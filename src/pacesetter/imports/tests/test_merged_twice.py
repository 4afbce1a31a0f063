"""Ids of another system that name a company or a contact which was merged into one that was merged in its turn."""

from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.mergers import merged_among
from pacesetter.crm.models import Company, CompanyExternalId, Contact, ContactExternalId
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.people.models import Member

TEXT = """Activity ID,Activity type,Owner,Date,Company ID,Contact ID
A1,Discovery call,Rita,2026-03-02,C1,P1
A2,Discovery call,Rita,2026-03-03,C2,P2
A3,Discovery call,Rita,2026-03-04,C3,P3
"""


def three_of(
    table: type[Company] | type[Contact], ids: type[CompanyExternalId] | type[ContactExternalId], sign: str
) -> list[int]:
    """The first was merged into the second, that into the third. Each has an id in the other system."""
    rows = [table.objects.create(name=f"{sign} {n}") for n in (1, 2, 3)]
    for number, row in enumerate(rows):
        ids.objects.create(source="import", external_id=f"{sign}{number + 1}", **{table.__name__.lower(): row})
        table.objects.filter(pk=row.pk).update(merged_into=rows[number + 1] if number < 2 else None)
    return [row.pk for row in rows]


def brought_in(tmp_path: Path, ada: Member) -> ImportBatch:
    said = {"Company ID": "company_external_id", "Contact ID": "contact_external_id"}
    return bring_in(csv_file(tmp_path, TEXT), ada, said=said)


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, call: ActivityType) -> None:
    """Everybody is there, and the type that the file names."""


def test_rows_go_to_what_is_left_in_the_end(tmp_path: Path, ada: Member) -> None:
    *_, company = three_of(Company, CompanyExternalId, "C")
    *_, contact = three_of(Contact, ContactExternalId, "P")
    assert brought_in(tmp_path, ada).created == 3
    found = Activity.objects.order_by("external_id").values_list("external_id", "company_id", "contact_links__contact")
    assert list(found) == [(f"A{n}", company, contact) for n in (1, 2, 3)]


def test_the_company_of_a_row_that_names_none_is_that_of_the_contact_in_the_end(tmp_path: Path, ada: Member) -> None:
    *_, contact = three_of(Contact, ContactExternalId, "P")
    ours = Company.objects.create(name="Ours")
    Contact.objects.filter(pk=contact).update(company=ours)
    text = "Activity ID,Activity type,Owner,Date,Contact ID\n"
    text += "".join(f"A{n},Discovery call,Rita,2026-03-02,P{n}\n" for n in (1, 2, 3))
    bring_in(csv_file(tmp_path, text), ada, said={"Contact ID": "contact_external_id"})
    assert list(Activity.objects.values_list("company_id", "contact_links__contact")) == [(ours.pk, contact)] * 3


def test_a_circle_that_somebody_made_by_hand_holds_up_nobody(tmp_path: Path, ada: Member) -> None:
    companies = three_of(Company, CompanyExternalId, "C")
    Company.objects.filter(pk=companies[2]).update(merged_into=companies[0])
    assert merged_among(companies).keys() == set(companies)
    assert brought_in(tmp_path, ada).created == 3
