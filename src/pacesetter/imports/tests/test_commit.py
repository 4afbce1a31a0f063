"""Bringing activities in: the right rows as they should be, the wrong ones told and left out."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path
from pacesetter.imports.models import BatchState, ImportProblem
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import commit, start
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

HEADER = "Activity ID,Activity type,Owner,Date,Minutes,Company,Contact,Contact e-mail,Outcome,Note\n"


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, raj: Member, mona: Member, call: ActivityType) -> None:
    """Everybody is there, and the type that the files name."""


def test_a_row_becomes_a_completed_activity_with_its_totals(tmp_path: Path, ada: Member, rita: Member) -> None:
    text = (
        HEADER
        + "A1,Discovery call,rita@acme.example,2026-03-02 09:30,12,Initech,Jane Doe,jane@i.example,Connected,Hi\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada)
    activity = Activity.objects.get()
    assert activity.owner == rita
    assert activity.activity_type.name == "Discovery call"
    assert activity.completed_on == date(2026, 3, 2)
    assert activity.completed_at == datetime(2026, 3, 1, 20, 30, tzinfo=UTC)  # Auckland is 13 hours ahead
    assert (activity.status, activity.minutes, activity.note) == ("completed", 12, "Hi")
    assert activity.outcome is not None
    assert activity.outcome.name == "Connected"
    assert activity.completed_by == rita
    assert activity.created_by == rita
    assert activity.booked_on is None
    assert (activity.provenance, activity.source, activity.external_id) == ("imported", "import", "A1")
    assert activity.company is not None
    assert activity.company.name == "Initech"
    assert activity.contact_links.get().contact.email == "jane@i.example"
    assert (batch.state, batch.read, batch.created, batch.skipped, batch.failed) == (BatchState.DONE, 1, 1, 0, 0)
    assert TallyDay.objects.get().minutes == TallyMonth.objects.get().minutes == 12
    assert tallies.mismatches() == []


def test_wrong_rows_are_told_and_right_ones_come_in(tmp_path: Path, ada: Member) -> None:
    text = HEADER + (
        "A1,Discovery call,Rita,2026-03-02,,,,,,\n"
        "A2,Discovery call,Nobody,2026-03-02,,,,,,\n"
        "A3,Discovery call,Rita,soon,,,,,,\n"
        "A4,Juggling,Rita,2026-03-02,,,,,,\n"
        "A5,Discovery call,Rita\n"
        "A6,Discovery call,,2026-03-02,,,,,,\n"
        "A7,Discovery call,Raj,2026-03-03,,,,,,\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada)
    assert set(Activity.objects.values_list("external_id", flat=True)) == {"A1", "A7"}
    assert (batch.read, batch.created, batch.failed) == (7, 2, 5)
    told = set(ImportProblem.objects.values_list("row_number", "kind", "column", "text"))
    assert told == {
        (3, "unknown_owner", "Owner", "Nobody"),
        (4, "not_a_date", "Date", "soon"),
        (5, "unknown_type", "Activity type", "Juggling"),
        (6, "wrong_width", "", ""),
        (7, "missing", "Owner", ""),
    }
    assert tallies.mismatches() == []


def test_rows_left_out_can_be_corrected_and_brought_in(tmp_path: Path, ada: Member) -> None:
    text = (
        HEADER + "A1,Discovery call,Rita,2026-03-02,,,,,,\n" + 'A2,Discovery call,Rta,2026-03-02,,,,,,"=1+1, twice"\n'
    )
    batch = bring_in(csv_file(tmp_path, text), ada)
    left_out = errors_path(batch).read_text(encoding="utf-8-sig")
    lines = left_out.splitlines()
    assert lines[0] == HEADER.strip() + ",Row,Column,Reason"
    assert '"\'=1+1, twice",3,Owner,' in lines[1]
    assert "No member has this name" in lines[1]
    corrected = csv_file(tmp_path, left_out.replace("Rta", "Rita"), "corrected.csv")
    assert bring_in(corrected, ada).created == 1
    assert Activity.objects.get(external_id="A2").note == "=1+1, twice"


def test_a_record_comes_in_once_however_often_it_is_brought(tmp_path: Path, ada: Member) -> None:
    row = "A1,Discovery call,Rita,2026-03-02,,,,,,\n"
    first = bring_in(csv_file(tmp_path, HEADER + row + row), ada)
    assert (first.created, first.skipped) == (1, 1)
    assert first.problem_counts == {"duplicate_in_file": 1}
    again = bring_in(csv_file(tmp_path, HEADER + row + "A2,Discovery call,Rita,2026-03-02,,,,,,\n", "2.csv"), ada)
    assert (again.created, again.skipped) == (1, 1)
    assert again.problem_counts == {"duplicate": 1}
    assert Activity.objects.count() == 2
    assert tallies.mismatches() == []


def test_the_very_same_file_is_not_brought_in_twice_by_mistake(tmp_path: Path, ada: Member) -> None:
    file = csv_file(tmp_path, "Activity type,Owner,Date\nDiscovery call,Rita,2026-03-02\n")
    bring_in(file, ada)
    with pytest.raises(Refusal, match="very file"):
        start(file, by=ada, kind=Kind.ACTIVITIES)
    assert bring_in(file, ada, again=True).created == 1


def test_rows_without_ids_that_are_the_same_are_told_and_kept(tmp_path: Path, ada: Member) -> None:
    text = "Activity type,Owner,Date\n" + "Discovery call,Rita,2026-03-02\n" * 2
    batch = bring_in(csv_file(tmp_path, text), ada)
    assert batch.created == 2
    assert batch.problem_counts == {"same_row": 1}


def test_what_lies_ahead_is_planned_and_what_lies_behind_is_done(tmp_path: Path, ada: Member) -> None:
    text = (
        "Activity ID,Activity type,Owner,Date\nA1,Discovery call,Rita,2026-03-09\nA2,Discovery call,Rita,2026-03-11\n"
    )
    with clock.standing_at(datetime(2026, 3, 10, 0, 0, tzinfo=UTC)):
        bring_in(csv_file(tmp_path, text), ada)
    done, planned = Activity.objects.order_by("external_id")
    assert (done.status, done.completed_on, done.minutes) == ("completed", date(2026, 3, 9), 10)
    assert (planned.status, planned.due_on, planned.completed_on) == ("planned", date(2026, 3, 11), None)
    assert (planned.minutes, planned.planned_minutes) == (0, 10)
    # Nobody knows when it was planned, so it is no booking.
    assert planned.booked_on is None
    assert TallyDay.objects.count() == 1


def test_statuses_and_dates_of_their_own_are_obeyed(tmp_path: Path, ada: Member, rita: Member) -> None:
    text = (
        "Activity ID,Activity type,Owner,Status,Due on,Completed on,Booked on,Value\n"
        "A1,Discovery call,Rita,Completed,2026-03-02,2026-03-04,2026-02-20,99.50\n"
        "A2,Discovery call,Rita,To do,2026-03-02,,,\n"
        "A3,Discovery call,Rita,Cancelled,2026-03-02,,2026-02-20,\n"
        "A4,Discovery call,Rita,Completed,2026-03-02,,,\n"
        "A5,Discovery call,Rita,Completed,,2126-03-02,,\n"
        "A6,Discovery call,Rita,Completed,,2099-03-02,,\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada)
    a1, a2, a3 = Activity.objects.order_by("external_id")
    assert (a1.completed_on, a1.due_on, a1.booked_on) == (date(2026, 3, 4), date(2026, 3, 2), date(2026, 2, 20))
    assert (a1.booked_for, a1.value_minor, a1.planned_value_minor) == (rita, 9950, 9950)
    assert (a2.status, a2.due_on) == ("planned", date(2026, 3, 2))
    assert a3.status == "cancelled"
    assert a3.cancelled_at is not None
    assert batch.problem_counts == {"completed_without_date": 1, "implausible_date": 1, "completed_in_future": 1}
    assert {(tally.moment, tally.period_on) for tally in TallyDay.objects.all()} == {
        ("c", date(2026, 3, 4)),
        ("b", date(2026, 2, 20)),
    }
    assert tallies.mismatches() == []


def test_the_due_date_stands_in_for_the_completion_date_only_when_that_was_said(tmp_path: Path, ada: Member) -> None:
    text = "Activity ID,Activity type,Owner,Status,Due on\nA1,Discovery call,Rita,Done,2026-03-02\n"
    batch = start(csv_file(tmp_path, text), by=ada, kind=Kind.ACTIVITIES)
    assert [question["ask"] for question in batch.questions] == ["completed_from_due"]
    assert commit(batch, by=ada).problem_counts == {"completed_without_date": 1}
    text = text.replace("A1", "A2")
    bring_in(csv_file(tmp_path, text, "2.csv"), ada, answers=Answers(completed_from_due=True))
    assert Activity.objects.get().completed_on == date(2026, 3, 2)


def test_the_day_is_the_owners_wherever_the_file_was_written(tmp_path: Path, ada: Member, rita: Member) -> None:
    rita.time_zone = "America/Los_Angeles"
    rita.save()
    text = HEADER + (
        "A1,Discovery call,Rita,2026-03-02T10:00:00Z,,,,,,\n"
        "A2,Discovery call,Raj,2026-03-02T12:00:00Z,,,,,,\n"
        "A3,Discovery call,Rita,2026-03-05,,,,,,\n"
    )
    bring_in(csv_file(tmp_path, text), ada)
    days = dict(Activity.objects.values_list("external_id", "completed_on"))
    assert days == {"A1": date(2026, 3, 2), "A2": date(2026, 3, 3), "A3": date(2026, 3, 5)}
    assert Activity.objects.get(external_id="A3").completed_at == datetime(2026, 3, 5, 20, 0, tzinfo=UTC)


def test_missing_types_and_outcomes_are_made_when_that_was_said(tmp_path: Path, ada: Member) -> None:
    text = HEADER + (
        "A1,Cold call,Rita,2026-03-02,,,,,Interested,\n"
        "A2,cold CALL,Rita,2026-03-02,,,,,Connected,\n"
        "A3,Site visit,Rita,2026-03-02,,,,,,\n"
        "A4,Discovery call,Rita,2026-03-02,,,,,Interested,\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada, answers=Answers(create_missing=True))
    assert batch.created == 4
    made = dict(ActivityType.objects.exclude(name="Discovery call").values_list("name", "category"))
    assert made == {"Cold call": "phone_call", "Site visit": "meeting"}
    interested = Outcome.objects.get(name="Interested")
    assert {link.activity_type.name for link in interested.allowed_for.all()} == {"Cold call", "Discovery call"}


def test_an_outcome_that_the_type_does_not_allow_is_told(tmp_path: Path, ada: Member, meeting: ActivityType) -> None:
    text = HEADER + "A1,Demo,Rita,2026-03-02,,,,,Connected,\n"
    batch = start(csv_file(tmp_path, text), by=ada, kind=Kind.ACTIVITIES)
    assert [(question["ask"], question["about"]) for question in batch.questions] == [("outcome_of_type", "Demo")]
    assert commit(batch, by=ada).problem_counts == {"outcome_not_of_type": 1}


def test_an_unclear_order_of_day_and_month_is_never_guessed(tmp_path: Path, ada: Member) -> None:
    file = csv_file(tmp_path, HEADER + "A1,Discovery call,Rita,03/04/2026,,,,,,\n")
    batch = start(file, by=ada, kind=Kind.ACTIVITIES)
    assert [question["ask"] for question in batch.questions] == ["date_order"]
    with pytest.raises(Refusal, match="date_order"):
        commit(batch, by=ada)
    assert not Activity.objects.exists()
    with clock.standing_at(datetime(2026, 6, 1, tzinfo=UTC)):
        bring_in(file, ada, answers=Answers(date_order={"*": "dmy"}))
    assert Activity.objects.get().completed_on == date(2026, 4, 3)


def test_one_telling_column_settles_the_others_of_the_same_look(tmp_path: Path, ada: Member) -> None:
    text = "Activity ID,Activity type,Owner,Due on,Completed on\nA1,Discovery call,Rita,03.02.2026,13.02.2026\n"
    bring_in(csv_file(tmp_path, text), ada)
    assert Activity.objects.get().due_on == date(2026, 2, 3)
    other = text.replace("03.02.2026", "03/02/2026").replace("A1", "A2")
    batch = start(csv_file(tmp_path, other, "2.csv"), by=ada, kind=Kind.ACTIVITIES)
    assert [question["about"] for question in batch.questions] == ["Due on"]


def test_companies_and_contacts_are_recognised_before_they_are_made(
    tmp_path: Path, ada: Member, initech: Company
) -> None:
    jane = Contact.objects.create(name="Jane Doe", email="jane@initech.example", company=initech)
    text = HEADER + (
        "A1,Discovery call,Rita,2026-03-02,,INITECH Ltd,,,,\n"
        "A2,Discovery call,Rita,2026-03-02,,,Someone else,JANE@initech.example,,\n"
        "A3,Discovery call,Rita,2026-03-02,,Initech,jane doe,,,\n"
        "A4,Discovery call,Rita,2026-03-02,,Globex,Bob,,,\n"
        "A5,Discovery call,Rita,2026-03-02,,globex,bob,,,\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada)
    companies = dict(Activity.objects.values_list("external_id", "company__name"))
    assert companies == {"A1": "Initech", "A2": "Initech", "A3": "Initech", "A4": "Globex", "A5": "Globex"}
    links = dict(
        Activity.objects.filter(contact_links__isnull=False).values_list("external_id", "contact_links__contact")
    )
    bob = Contact.objects.exclude(pk=jane.pk).get()
    assert links == {"A2": jane.pk, "A3": jane.pk, "A4": bob.pk, "A5": bob.pk}
    assert bob.company is not None
    assert bob.company.import_batch_id == bob.import_batch_id == batch.pk
    assert batch.made["counts"] == {"companies": 1, "contacts": 1}


def test_what_has_no_owner_anymore_can_be_done_but_not_be_to_do(tmp_path: Path, ada: Member, raj: Member) -> None:
    raj.archived_at = datetime(2026, 1, 1, tzinfo=UTC)
    raj.save()
    text = (
        "Activity ID,Activity type,Owner,Status,Date\n"
        "A1,Discovery call,Raj,done,2025-03-02\nA2,Discovery call,Raj,planned,2026-03-02\n"
    )
    batch = bring_in(csv_file(tmp_path, text), ada)
    assert Activity.objects.get().external_id == "A1"
    assert batch.problem_counts == {"owner_has_left": 1}


def test_what_only_another_organisation_has_is_not_known_here(
    tmp_path: Path, ada: Member, otto: Member, other_organisation: Organisation
) -> None:
    with scope(other_organisation):
        theirs = Company.objects.create(name="Hooli", name_key="hooli")
        ActivityType.objects.create(name="Their call", category="phone_call")
    text = HEADER + "A1,Discovery call,Rita,2026-03-02,,Hooli,,,,\nA2,Their call,Otto,2026-03-02,,,,,,\n"
    batch = bring_in(csv_file(tmp_path, text), ada)
    assert Activity.objects.get().company_id != theirs.pk
    assert batch.problem_counts == {"unknown_owner": 1, "unknown_type": 1}
    with scope(other_organisation):
        assert not Activity.objects.exists()
        assert not TallyDay.objects.exists()
        assert Company.objects.get() == theirs


def test_team_members_and_strangers_are_refused(
    tmp_path: Path, ada: Member, rita: Member, mona: Member, otto: Member
) -> None:
    file = csv_file(tmp_path, HEADER + "A1,Discovery call,Rita,2026-03-02,,,,,,\n")
    for stranger in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            start(file, by=stranger, kind=Kind.ACTIVITIES)
    batch = start(file, by=ada, kind=Kind.ACTIVITIES)
    for stranger in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            commit(batch, by=stranger)
    assert not Activity.objects.exists()


def test_a_file_without_a_needed_column_is_refused_with_its_name(tmp_path: Path, ada: Member) -> None:
    batch = start(csv_file(tmp_path, "Activity type,Date\nDiscovery call,2026-03-02\n"), by=ada, kind=Kind.ACTIVITIES)
    with pytest.raises(Refusal, match="Owner"):
        commit(batch, by=ada)
    with_owner = Answers(default_owner=ada.pk)
    file = csv_file(tmp_path, "Activity type,Date\nDiscovery call,2026-03-02\n")
    assert bring_in(file, ada, answers=with_owner).created == 1


def test_a_wrong_mapping_is_corrected_by_hand(tmp_path: Path, ada: Member) -> None:
    text = "Kind of thing,Who,When exactly,Activity type\nDiscovery call,Rita,2026-03-02,ignored\n"
    said = {"Kind of thing": "type", "who": "owner", "When exactly": "date"}
    assert bring_in(csv_file(tmp_path, text), ada, said=said).created == 1
    with pytest.raises(Refusal, match="no column"):
        start(csv_file(tmp_path, text), by=ada, kind=Kind.ACTIVITIES, said={"Nope": "type"}, again=True)
    with pytest.raises(Refusal, match="no field"):
        start(csv_file(tmp_path, text), by=ada, kind=Kind.ACTIVITIES, said={"Who": "nope"}, again=True)


def test_whoever_is_named_as_the_creator_is_and_nobody_stands_in_for_one_who_is_unknown(
    tmp_path: Path, ada: Member, rita: Member, mona: Member
) -> None:
    text = (
        "Activity ID,Activity type,Owner,Date,Booked on,Created by\n"
        "A1,Discovery call,Rita,2026-03-02,2026-02-20,Mona\n"
        "A2,Discovery call,Rita,2026-03-02,2026-02-20,Somebody who left\n"
        "A3,Discovery call,Rita,2026-03-02,2026-02-20,\n"
    )
    bring_in(csv_file(tmp_path, text), ada)
    assert list(Activity.objects.order_by("external_id").values_list("created_by", flat=True)) == [mona.pk, None, None]
