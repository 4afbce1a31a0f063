"""Taking a whole import back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pacesetter.activities.contact_days import companies_with_wrong_days
from pacesetter.activities.models import Activity, ActivityType, CallCycle
from pacesetter.activities.verbs.edit import edit
from pacesetter.activities.verbs.log import log
from pacesetter.core import clock
from pacesetter.core.periods import Period, PeriodKind
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.imports import removing, taking_back
from pacesetter.imports.answers import Answers
from pacesetter.imports.kept_files import kept
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import undo
from pacesetter.kpis import closing, tallies
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Restatement, TallyDay
from pacesetter.people.models import Member, SalesRole

TEXT = (
    "Activity ID,Activity type,Owner,Date,Booked on,Company,Contact\n"
    "A1,Cold call,Rita,2026-03-02,2026-03-01,Globex,Jane\n"
    "A2,Discovery call,Rita,2026-03-03,,Initech,\n"
    "A3,Discovery call,Raj,2026-03-03,,Hooli,Bob\n"
)


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, raj: Member, initech: Company, call: ActivityType) -> None:
    """Everybody is there."""


@pytest.fixture
def calls(bdm: SalesRole) -> Kpi:
    """Counts the type of the first row."""
    kpi = Kpi.objects.create(name="Calls")
    KpiRole.objects.create(kpi=kpi, role=bdm)
    kind = ActivityType.objects.create(name="Cold call", category="phone_call")
    KpiActivityType.objects.create(kpi=kpi, activity_type=kind)
    return kpi


def test_nothing_is_left_of_it_and_everything_else_stays(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType
) -> None:
    mine = log(by=rita, activity_type=call, owner=rita)
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    came = undo(batch, by=ada)
    assert came.removed == {"activities": 3, "contacts": 2, "companies": 2, "activity_types": 1}
    assert came.kept == {}
    assert Activity.objects.get() == mine
    assert Company.objects.get().name == "Initech"
    assert not Contact.objects.exists()
    assert ActivityType.objects.get() == call
    assert tallies.mismatches() == []
    assert TallyDay.objects.filter(count__gt=0).count() == 1
    assert batch.state == BatchState.UNDONE
    assert batch.undone_by == ada
    assert Event.objects.filter(verb="import.undone", subject_id=batch.pk).exists()


def test_the_same_file_can_be_brought_in_anew(tmp_path: Path, ada: Member) -> None:
    file = csv_file(tmp_path, TEXT)
    batch = bring_in(file, ada, answers=Answers(create_missing=True))
    copy = kept(batch)
    assert copy.read_bytes() == file.read_bytes()
    undo(batch, by=ada)
    assert not copy.exists()
    assert bring_in(file, ada, answers=Answers(create_missing=True)).created == 3


def test_what_somebody_changed_since_is_not_swept_away(tmp_path: Path, ada: Member, rita: Member) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    edit(Activity.objects.get(external_id="A1"), by=rita, note="She called back.")
    with pytest.raises(Refusal, match="1 activities"):
        undo(batch, by=ada)
    assert Activity.objects.count() == 3
    came = undo(batch, by=ada, keep_changed=True)
    assert came.kept == {"activities": 1, "contacts": 1, "companies": 1, "activity_types": 1}
    assert Activity.objects.get().external_id == "A1"
    assert {company.name for company in Company.objects.all()} == {"Initech", "Globex"}
    assert tallies.mismatches() == []


def test_what_something_else_names_by_now_is_not_swept_away(
    tmp_path: Path, ada: Member, initech: Company, call: ActivityType
) -> None:
    """Nothing of the activity itself is another: the call cycle only remembers which contact it counts from."""
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    named = Activity.objects.get(external_id="A2")
    cycle = CallCycle.objects.create(
        company=initech, activity_type=call, every=2, unit="weeks", planned_after=named, created_at=clock.now()
    )
    with pytest.raises(Refusal, match="1 activities"):
        undo(batch, by=ada)
    came = undo(batch, by=ada, keep_changed=True)
    assert (came.removed["activities"], came.kept["activities"]) == (2, 1)
    assert Activity.objects.get() == named
    cycle.refresh_from_db()
    assert cycle.planned_after == named
    assert tallies.mismatches() == []
    assert companies_with_wrong_days() == []


def test_a_company_that_is_in_use_by_now_stays(tmp_path: Path, ada: Member, rita: Member, call: ActivityType) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    log(by=rita, activity_type=call, owner=rita, company=Company.objects.get(name="Hooli"))
    came = undo(batch, by=ada)
    assert came.kept == {"companies": 1}
    assert Company.objects.filter(name="Hooli").exists()


def test_it_is_taken_back_once(tmp_path: Path, ada: Member) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    undo(batch, by=ada)
    with pytest.raises(Refusal):
        undo(batch, by=ada)


def test_a_taking_back_that_was_cut_off_goes_on(tmp_path: Path, ada: Member) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    batch.state = BatchState.UNDOING
    batch.save()
    assert undo(batch, by=ada).removed["activities"] == 3


def test_a_taking_back_that_was_cut_off_between_two_transactions_counts_and_restates_all(
    tmp_path: Path, ada: Member, calls: Kpi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "_at_once", lambda: 1)
    with clock.standing_at(datetime(2026, 3, 20, tzinfo=UTC)):
        text = TEXT.replace("2026-03-02,2026-03-01", "2026-02-02,2026-02-01")
        batch = bring_in(csv_file(tmp_path, text), ada, answers=Answers(create_missing=True))
        closing.close(Period(PeriodKind.MONTH, date(2026, 2, 1), date(2026, 3, 1)), by=ada)

        def cut_off(done: int, total: int, note: str) -> None:
            assert (done, total, note) == (1, 3, "")
            raise ConnectionError

        with pytest.raises(ConnectionError):
            undo(batch, by=ada, progress=cut_off)
        assert set(Activity.objects.values_list("external_id", flat=True)) == {"A2", "A3"}
        assert tallies.mismatches() == []
        assert companies_with_wrong_days() == []
        seen: list[int] = []
        came = undo(batch, by=ada, progress=lambda done, *_: seen.append(done))
    assert seen == [2, 3]
    assert came.removed["activities"] == 3
    assert not Activity.objects.exists()
    # The row of the closed month was gone before the second run began.
    assert [(one.old_actual, one.new_actual) for one in Restatement.objects.all()] == [("1", "0")]
    assert tallies.mismatches() == []


@pytest.mark.parametrize("after", range(8))
def test_wherever_it_was_cut_off_the_whole_is_counted(
    tmp_path: Path, ada: Member, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    holding, times = taking_back._held, iter(range(20))

    def cut_off(row: ImportBatch) -> ImportBatch | None:
        if next(times) == after:
            raise ConnectionError
        return holding(row)

    monkeypatch.setattr(taking_back, "_AT_ONCE", 1)
    monkeypatch.setattr(taking_back, "_held", cut_off)
    with pytest.raises(ConnectionError):
        undo(batch, by=ada)
    came = undo(batch, by=ada)
    assert came.removed == {"activities": 3, "contacts": 2, "companies": 2, "activity_types": 1}
    assert came.kept == {}
    batch.refresh_from_db()
    assert batch.taken_back == {"removed": came.removed, "kept": {}}


def test_many_days_are_taken_back_to_nothing(tmp_path: Path, ada: Member) -> None:
    rows = "".join(
        f"{number},Discovery call,{'Rita' if number % 3 else 'Raj'},{date.fromordinal(738_000 + number % 900)}\n"
        for number in range(12_000)
    )
    batch = bring_in(csv_file(tmp_path, "Activity ID,Activity type,Owner,Date\n" + rows), ada)
    assert batch.created == 12_000
    assert tallies.mismatches() == []
    assert undo(batch, by=ada).removed == {"activities": 12_000}
    assert not TallyDay.objects.exclude(count=0).exists()
    assert tallies.mismatches() == []


def test_a_team_member_and_a_stranger_are_refused(tmp_path: Path, ada: Member, rita: Member, otto: Member) -> None:
    batch = bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))
    for stranger in (rita, otto):
        with pytest.raises(NotAllowed):
            undo(batch, by=stranger)
    assert Activity.objects.count() == 3
