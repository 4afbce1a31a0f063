"""One import on its page: mapped, answered, checked, brought in, taken back."""

import html
import re

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.jobs.models import Job
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.imports.files import ACTIVITIES, send, the_one, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def people(ada: Member, rita: Member, call: ActivityType) -> None:
    """Everybody is there."""


def form_of(page: str) -> dict[str, list[str]]:
    """The main form of the page as a browser would send it untouched."""
    part = page[page.index('name="made_from"') :]
    part = part[: part.index("</form>")]
    sent: dict[str, list[str]] = {"made_from": re.findall(r'value="(\w+)"', part)[:1]}
    sent["asked"] = re.findall(r'name="asked" value="(\w+)"', part)
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', part, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options) or re.findall(
            r'<option value="([^"]*)"', options
        )
        sent[name] = [html.unescape(chosen[0])]
    return sent


def question_about(batch: ImportBatch, text: str) -> str:
    return next(f"q{place}" for place, one in enumerate(batch.questions) if one["about"] == text)


def test_from_the_file_to_the_figures_and_back(visitor: Visitor, ada: Member, rita: Member, call: ActivityType) -> None:
    visitor.log_in(ada)
    assert send(visitor, ACTIVITIES).headers["Location"] == f"/imports/{the_one().pk}/"
    address = f"/imports/{the_one().pk}/"
    page = visitor.read(address)
    assert "Who is this?" in page
    assert "Which activity type is this?" in page
    sent = form_of(page)
    sent[question_about(the_one(), "R. Smith")] = [f"is:{rita.pk}"]
    sent[question_about(the_one(), "Site visit")] = ["new:meeting"]
    visitor.post(address, sent)
    assert "It waits for its turn" in visitor.read(address)
    work()
    page = visitor.read(address)
    assert "Bring in 3 rows" in page
    assert "This is not a date we can read." in page
    assert not Activity.objects.exists()
    visitor.post(f"{address}run/")
    work()
    assert Activity.objects.filter(owner=rita).count() == 3
    assert ActivityType.objects.get(name="Site visit").category == "meeting"
    assert tallies.mismatches() == []
    assert "not a day" in b"".join(visitor.get(f"{address}left-out/")).decode()
    assert "3 rows that were brought in are removed" in visitor.read(f"{address}removal/")
    visitor.post(f"{address}removal/")
    work()
    assert "3 activities" in visitor.read(address)
    assert the_one().state == BatchState.UNDONE
    assert not Activity.objects.exists()
    assert not Company.objects.exists()
    assert not ActivityType.objects.filter(name="Site visit").exists()


def test_dates_that_can_be_read_both_ways_are_asked_for_first(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, "Activity ID,Activity type,Owner,Date\nA1,Discovery call,Rita,03/04/2026\n", kind="activities")
    address = f"/imports/{the_one().pk}/"
    page = visitor.read(address)
    assert "Day or month first?" in page
    visitor.post(f"{address}run/")
    assert the_one().job_id is None
    sent = form_of(page)
    sent["q0"] = ["dmy"]
    visitor.post(address, sent)
    work()
    page = visitor.read(address)
    assert "Bring in 1 row" in page
    # What was said can be said otherwise.
    visitor.post(address, {**form_of(page), "again": ["date_order:Date"]})
    assert "Day or month first?" in visitor.read(address)


def test_a_column_is_mapped_by_hand_and_no_field_twice(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, "Ref,Thing,Whose,Day\nA1,Discovery call,Rita,2026-03-02\n", kind="activities")
    address = f"/imports/{the_one().pk}/"
    page = visitor.read(address)
    assert "No column gives" in page
    sent = form_of(page) | {"column-0": ["external_id"], "column-1": ["type"], "column-2": ["type"]}
    answer = visitor.post(address, sent)
    assert answer.status_code == 422
    assert "is given by two columns" in answer.content.decode()
    visitor.post(address, sent | {"column-2": ["owner"], "column-3": ["date"]})
    assert the_one().mapping == {"Ref": "external_id", "Thing": "type", "Whose": "owner", "Day": "date"}


def test_a_file_that_leaves_nothing_open_is_checked_at_once(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, "Name,Lead or client,Sales rep\nInitech,client,Rita\n", kind="companies")
    work()
    assert "Bring in 1 row" in visitor.read(f"/imports/{the_one().pk}/")


def test_thousands_are_written_as_everywhere_else(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, "Company\n" + "".join(f"Company {number}\n" for number in range(1200)), kind="companies")
    address = f"/imports/{the_one().pk}/"
    Job.objects.update(state=Job.State.RUNNING, progress_done=1000, progress_total=1200)
    assert "1,000 of 1,200 rows" in visitor.read(address)
    Job.objects.update(state=Job.State.QUEUED)
    work()
    assert "Bring in 1,200 rows" in visitor.read(address)
    visitor.post(f"{address}run/")
    work()
    assert "The 1,200 rows that were brought in are removed" in visitor.read(f"{address}removal/")


def test_an_answer_to_what_was_changed_meanwhile_is_refused(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, ACTIVITIES)
    address = f"/imports/{the_one().pk}/"
    sent = form_of(visitor.read(address)) | {"made_from": ["0000"]}
    answer = visitor.post(address, sent)
    assert (answer.status_code, the_one().job_id) == (422, None)
    assert "Somebody changed this import meanwhile" in answer.content.decode()


def test_what_somebody_worked_on_stays_when_it_is_taken_back(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada)
    send(
        visitor,
        "Activity ID,Activity type,Owner,Date\nA1,Discovery call,Rita,2026-03-02\nA2,Discovery call,Rita,2026-03-02\n",
    )
    address = f"/imports/{the_one().pk}/"
    if the_one().job_id is None:
        visitor.post(address, form_of(visitor.read(address)))
    work()
    visitor.post(f"{address}run/")
    work()
    first = Activity.objects.order_by("id").first()
    assert first is not None
    Activity.objects.filter(pk=first.pk).update(note="Spoke again", updated_at=clock.now())
    page = visitor.read(f"{address}removal/")
    assert "Somebody has worked with 1 of the activities since" in page
    visitor.post(f"{address}removal/", {"keep": "yes"})
    work()
    assert list(Activity.objects.all()) == [first]
    assert "somebody has worked with them since" in visitor.read(address)


def test_work_is_stopped_and_the_file_is_dropped(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, "Name,Lead or client,Sales rep\nInitech,client,Rita\n", kind="companies")
    address = f"/imports/{the_one().pk}/"
    visitor.delete(address, sure=True)
    assert ImportBatch.objects.exists(), "dropped under the hands of the job"
    visitor.delete(f"{address}run/")
    assert "Check every row" in visitor.read(address)
    assert "what you have answered about it" in visitor.delete(address).content.decode()
    assert ImportBatch.objects.exists()
    visitor.delete(address, sure=True)
    assert not ImportBatch.objects.exists()


def test_a_fault_of_ours_is_said(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    send(visitor, "Name,Lead or client,Sales rep\nInitech,client,Rita\n", kind="companies")
    address = f"/imports/{the_one().pk}/"
    assert "something went wrong here" not in visitor.read(address)
    Job.objects.update(state=Job.State.DEAD)
    page = visitor.read(address)
    assert "something went wrong here" in page
    assert "Check every row" in page


def test_reports_are_paged_and_chosen_by_kind(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada)
    rows = "".join(f"A{number},Discovery call,Rita,none\n" for number in range(60))
    send(visitor, "Activity ID,Activity type,Owner,Date\n" + rows + "A99,Discovery call,,2026-03-02\n")
    address = f"/imports/{the_one().pk}/"
    if the_one().job_id is None:
        visitor.post(address, form_of(visitor.read(address)))
    work()
    assert "Page 1 of 2" in visitor.read(address)
    assert "Page 1 of" not in visitor.read(f"{address}?problem=missing")


def test_reps_and_strangers_see_nothing(visitor: Visitor, ada: Member, rita: Member, otto: Member) -> None:
    visitor.log_in(ada)
    send(visitor, ACTIVITIES)
    address = f"/imports/{the_one().pk}/"
    for path in (address, f"{address}removal/", f"{address}left-out/"):
        assert visitor.log_in(rita).get(path).status_code == 403
        assert visitor.log_in(otto).get(path).status_code == 404
