"""Answering an import's questions, and correcting its mapping."""

from datetime import date
from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.imports.access import get_import_for, imports_seen_by
from pacesetter.imports.answers import Answers
from pacesetter.imports.directory import member_key
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.tests.files import csv_file
from pacesetter.imports.verbs import answer, commit, start
from pacesetter.people.models import Member

TEXT = "Activity ID,Activity type,Owner,Date,Duration,Unsaid\nA1,Discovery call,R. Smith,03/04/2025,30,x\n"


@pytest.fixture
def batch(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> ImportBatch:
    return start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)


def asks(batch: ImportBatch) -> list[tuple[str, str]]:
    return [(question["ask"], question["about"]) for question in batch.questions]


def test_answers_close_questions_one_by_one(batch: ImportBatch, ada: Member, rita: Member) -> None:
    assert asks(batch) == [("date_order", "Date"), ("duration_unit", "Duration"), ("owner", "R. Smith")]
    answer(batch, by=ada, answers=Answers(date_order={"Date": "dmy"}))
    assert asks(batch) == [("duration_unit", "Duration"), ("owner", "R. Smith")]
    said = Answers(date_order={"Date": "dmy"}, duration_unit="seconds", owners={member_key("R. Smith"): rita.pk})
    answer(batch, by=ada, answers=said)
    assert asks(batch) == []
    commit(batch, by=ada)
    activity = Activity.objects.get()
    assert (activity.owner, activity.completed_on, activity.minutes) == (rita, date(2025, 4, 3), 1)


def test_an_owner_can_be_left_out_on_purpose(batch: ImportBatch, ada: Member) -> None:
    said = Answers(date_order={"*": "dmy"}, duration_unit="minutes", owners={member_key("R. Smith"): 0})
    commit(answer(batch, by=ada, answers=said), by=ada)
    batch.refresh_from_db()
    assert (batch.created, batch.failed) == (0, 1)


def test_the_mapping_can_be_corrected(batch: ImportBatch, ada: Member) -> None:
    answer(batch, by=ada, said={"Unsaid": "note", "Duration": "-"})
    assert batch.mapping["Unsaid"] == "note"
    assert batch.grounds["Unsaid"] == [1.0, "person"]
    assert batch.grounds["Owner"][1] == "synonym"
    assert "Duration" not in batch.mapping
    assert ("duration_unit", "Duration") not in asks(batch)


def test_nothing_changes_once_it_has_begun(batch: ImportBatch, ada: Member, rita: Member) -> None:
    said = Answers(date_order={"*": "dmy"}, duration_unit="minutes", default_owner=rita.pk)
    commit(answer(batch, by=ada, answers=said), by=ada)
    with pytest.raises(Refusal):
        answer(batch, by=ada, answers=Answers())


def test_only_those_who_may_answer_and_look(batch: ImportBatch, ada: Member, rita: Member, otto: Member) -> None:
    for stranger in (rita, otto):
        with pytest.raises(NotAllowed):
            answer(batch, by=stranger, answers=Answers())
        assert not imports_seen_by(stranger).exists()
        with pytest.raises(ImportBatch.DoesNotExist):
            get_import_for(stranger, batch.pk)
    assert get_import_for(ada, batch.pk) == batch
