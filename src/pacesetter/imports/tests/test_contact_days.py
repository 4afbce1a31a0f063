"""What companies carry of their activities, after thousands came in or went at once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

from pacesetter.activities.contact_days import companies_with_wrong_days, kept_by_set
from pacesetter.activities.models import ActivityType
from pacesetter.activities.verbs import log
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company
from pacesetter.imports.answers import Answers
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.imports.verbs import undo
from pacesetter.people.models import Member

NOW = datetime(2026, 3, 15, 20, tzinfo=UTC)
TEXT = """Activity ID,Activity type,Owner,Date,Company
A1,Discovery call,Rita,2026-02-03,Initech
A2,Discovery call,Rita,2026-01-02,Initech
A3,Discovery call,Raj,2026-05-02,Initech
A4,Discovery call,Raj,2026-04-01,Hooli
A5,Discovery call,Raj,2026-03-01,
"""


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, raj: Member, call: ActivityType, initech: Company) -> None:
    """Everybody is there, and the type and one of the companies that the file names."""


def brought_in(tmp_path: Path, ada: Member) -> ImportBatch:
    with clock.standing_at(NOW):
        return bring_in(csv_file(tmp_path, TEXT), ada, answers=Answers(create_missing=True))


def days_of(name: str) -> tuple[date | None, date | None, bool]:
    company = Company.objects.get(name=name)
    return company.last_contact_on, company.next_due_on, company.has_plans


def test_what_came_in_is_the_last_contact_and_the_next(tmp_path: Path, ada: Member) -> None:
    brought_in(tmp_path, ada)
    assert days_of("Initech") == (date(2026, 2, 3), date(2026, 5, 2), True)
    assert days_of("Hooli") == (None, date(2026, 4, 1), True)
    assert companies_with_wrong_days() == []


def test_what_was_there_before_still_counts_and_is_left_when_the_import_is_taken_back(
    tmp_path: Path, ada: Member, rita: Member, call: ActivityType, initech: Company
) -> None:
    log(by=rita, activity_type=call, owner=rita, company=initech, at=datetime(2026, 3, 4, tzinfo=UTC))
    batch = brought_in(tmp_path, ada)
    assert days_of("Initech") == (date(2026, 3, 4), date(2026, 5, 2), True)
    undo(batch, by=ada)
    assert days_of("Initech") == (date(2026, 3, 4), None, False)
    assert companies_with_wrong_days() == []


def test_rows_written_afterwards_in_the_same_transaction_are_seen_one_by_one_again(
    rita: Member, call: ActivityType, initech: Company
) -> None:
    with transaction.atomic():
        with kept_by_set([initech.pk]):
            pass
        log(by=rita, activity_type=call, owner=rita, company=initech, at=datetime(2026, 3, 4, tzinfo=UTC))
    assert companies_with_wrong_days() == []


def test_who_may_not_take_it_back_changes_nothing(tmp_path: Path, ada: Member, rita: Member) -> None:
    batch = brought_in(tmp_path, ada)
    with pytest.raises(NotAllowed):
        undo(batch, by=rita)
    assert days_of("Hooli") == (None, date(2026, 4, 1), True)
