"""Work on an import is put into the queue once at a time, and where it fits."""

from pathlib import Path

import pytest

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import drop, dry_run, set_going, start, stop
from pacesetter.imports.work import Work, job_at
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

TEXT = "Activity ID,Activity type,Owner,Date,Outcome\nA1,Site visit,Rita,2026-03-02,Shown around\n"


@pytest.fixture
def batch(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> ImportBatch:
    return start(csv_file(tmp_path, TEXT), by=ada, kind=Kind.ACTIVITIES)


def test_one_piece_of_work_at_a_time(batch: ImportBatch, ada: Member) -> None:
    set_going(batch, by=ada, work=Work.TRY)
    with pytest.raises(Refusal) as refused:
        set_going(batch, by=ada, work=Work.TRY)
    assert (refused.value.code, Job.objects.count()) == ("busy", 1)
    with pytest.raises(Refusal):
        drop(batch, by=ada)
    stop(batch, by=ada)
    assert job_at(batch) is None
    drop(batch, by=ada)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("work", [Work.COMMIT, Work.UNDO])
def test_nothing_is_brought_in_before_it_was_checked(work: Work, batch: ImportBatch, ada: Member) -> None:
    with pytest.raises(Refusal) as refused:
        set_going(batch, by=ada, work=work)
    assert refused.value.code == "wrong_state"


def test_nothing_is_brought_in_while_a_question_blocks(tmp_path: Path, ada: Member, call: ActivityType) -> None:
    text = "Activity ID,Activity type,Owner,Date\nA1,Discovery call,Ada,03/04/2026\n"
    batch = start(csv_file(tmp_path, text), by=ada, kind=Kind.ACTIVITIES)
    dry_run(batch, by=ada)
    with pytest.raises(Refusal) as refused:
        set_going(batch, by=ada, work=Work.COMMIT)
    assert refused.value.code == "open_questions"


def test_a_rep_is_refused(batch: ImportBatch, rita: Member) -> None:
    with pytest.raises(NotAllowed):
        set_going(batch, by=rita, work=Work.TRY)
    for verb in (stop, drop):
        with pytest.raises(NotAllowed):
            verb(batch, by=rita)


def test_only_what_was_named_is_made(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> None:
    text = TEXT + "A2,Smalltalk,Rita,2026-03-02,\nA3,Site visit,Rita,2026-03-02,Nobody there\n"
    answers = Answers(new_types={"site visit": "meeting"}, new_outcomes=["shown around"])
    batch = bring_in(csv_file(tmp_path, text), ada, answers=answers)
    assert (batch.created, batch.failed) == (1, 2)
    assert ActivityType.objects.get(name="Site visit").category == "meeting"
    assert not ActivityType.objects.filter(name="Smalltalk").exists()
    assert list(Outcome.objects.filter(name__in=["Shown around", "Nobody there"]).values_list("name", flat=True)) == [
        "Shown around"
    ]
