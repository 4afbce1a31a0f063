"""The example of docs/algorithms/imports.md, worked out by hand there and by the product here."""

from datetime import UTC, date, datetime
from pathlib import Path

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.imports.tests.files import bring_in, csv_file
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member

PAGE = Path(__file__).parents[4] / "docs" / "algorithms" / "imports.md"


def test_the_example_of_the_page_is_right(tmp_path: Path, ada: Member, rita: Member) -> None:
    ActivityType.objects.create(name="Call", category="phone_call", default_minutes=5)
    lines = PAGE.read_text().split("## Example, by hand")[1].splitlines()
    text = "\n".join(line.strip() for line in lines if line.startswith("    ")) + "\n"
    with clock.standing_at(datetime(2026, 3, 1, tzinfo=UTC)):
        first, second = (bring_in(csv_file(tmp_path, text), ada, again=again) for again in (False, True))
    assert (first.created, first.skipped, second.created, second.skipped) == (2, 1, 0, 3)
    a1, a2 = Activity.objects.order_by("external_id")
    assert (a1.status, a1.due_on, a1.completed_on) == ("completed", date(2026, 2, 3), date(2026, 2, 13))
    assert (a2.status, a2.due_on, a2.completed_on) == ("planned", date(2026, 2, 5), None)
    totals = {(tally.moment, tally.period_on): (tally.count, tally.minutes) for tally in TallyDay.objects.all()}
    assert totals == {("b", date(2026, 1, 20)): (1, 12), ("c", date(2026, 2, 13)): (1, 12)}
