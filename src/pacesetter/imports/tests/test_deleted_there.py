"""Exports of everything have rows of what was deleted in the system they come from."""

from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import ImportProblem
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import undo
from pacesetter.people.models import Member

TASKS = (
    "Id,Subject,ActivityDate,Status,OwnerId,IsDeleted,IsClosed,TaskSubtype,CompletedDateTime\n"
    "00T1,Kept,2026-03-02,Completed,Rita,false,true,Discovery call,2026-03-02T10:00:00.000Z\n"
    "00T2,Gone,2026-03-02,Completed,Rita,TRUE,true,Discovery call,2026-03-02T11:00:00.000Z\n"
    "00T3,Gone and nobody's,2026-03-02,Completed,Nobody,1,true,Discovery call,nonsense\n"
    "00T4,Doubtful,2026-03-02,Completed,Rita,perhaps,true,Discovery call,2026-03-02T12:00:00.000Z\n"
    "00T5,Empty,2026-03-02,Completed,Rita,,true,Discovery call,2026-03-02T13:00:00.000Z\n"
)


def test_activities_that_were_deleted_there_stay_out_and_are_told(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    batch = bring_in(csv_file(tmp_path, TASKS), ada)
    assert list(Activity.objects.order_by("pk").values_list("subject", flat=True)) == ["Kept", "Empty"]
    assert (batch.created, batch.read) == (2, 5)
    told = ImportProblem.objects.order_by("row_number").values_list("row_number", "kind", "column")
    assert list(told) == [
        (3, "deleted_there", "IsDeleted"),
        (4, "deleted_there", "IsDeleted"),
        (5, "not_yes_or_no", "IsDeleted"),
    ]
    undo(batch, by=ada)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("kind", "model", "text"),
    [
        (Kind.COMPANIES, Company, "Id,Name,BillingCity,IsDeleted\n001A,Hooli,Auckland,0\n001B,Gone,Auckland,1\n"),
        (Kind.CONTACTS, Contact, "Id,AccountId,LastName,IsDeleted\n003A,,Doe,no\n003B,,Gone,yes\n"),
    ],
)
def test_so_do_companies_and_contacts(
    tmp_path: Path, ada: Member, kind: Kind, model: type[Company | Contact], text: str
) -> None:
    before = set(model.objects.values_list("pk", flat=True))
    batch = bring_in(csv_file(tmp_path, text), ada, kind=kind, answers=Answers())
    assert batch.created == 1
    assert [one.name for one in model.objects.exclude(pk__in=before)] == ["Hooli" if model is Company else "Doe"]
