"""Calls that wait for somebody to say who it was."""

from datetime import timedelta

import pytest

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.verbs import settle_call
from pacesetter.web.tests.conftest import NOW, Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def waiting(rita: Member, call: ActivityType) -> Call:
    """Rita has called a number that nobody is known by."""
    source = CallSource.objects.create(name="S", shape="standard", public_id="p", outbound_type=call)
    made: Call = Call.objects.create(
        source=source,
        call_id="c-1",
        direction="out",
        number="09 111 2222",
        e164="+6491112222",
        member=rita,
        started_at=NOW - timedelta(minutes=30),
        ended_at=NOW - timedelta(minutes=20),
        seconds=541,
        result="connected",
        state=CallState.UNMATCHED,
        question="Nobody is known by this number.",
    )
    return made


def test_it_stands_in_the_list_with_what_is_not_known(visitor: Visitor, rita: Member, waiting: Call) -> None:
    page = visitor.log_in(rita).read("/calls/")
    assert f'href="/calls/{waiting.pk}/"' in page
    assert "9:01" in page
    assert "Nobody is known by this number." in page
    assert "/calls/" in visitor.read("/day/")


def test_a_contact_is_searched_and_chosen(visitor: Visitor, rita: Member, waiting: Call, initech: Company) -> None:
    jane = Contact.objects.create(name="Jane Doe", company=initech)
    assert "Jane Doe" in visitor.log_in(rita).read(f"/calls/{waiting.pk}/?search=jane")
    visitor.post(f"/calls/{waiting.pk}/", {"who": f"contact-{jane.pk}", "keep": "yes"})
    activity = Activity.objects.get()
    assert (activity.company, activity.minutes) == (initech, 10)
    assert Contact.objects.get().phone == "+6491112222"
    assert "Every call is matched" in visitor.read("/calls/")


def test_a_new_lead_is_made_of_it(visitor: Visitor, rita: Member, waiting: Call) -> None:
    visitor.log_in(rita).post(f"/calls/{waiting.pk}/", {"who": "new", "company": "Umbrella", "contact": "Al"})
    company = Company.objects.get()
    assert (company.name, company.sales_rep) == ("Umbrella", rita)
    assert Contact.objects.get().phone == "+6491112222"


def test_nothing_is_left_behind_where_it_is_refused(visitor: Visitor, rita: Member, waiting: Call) -> None:
    Call.objects.update(ended_at=NOW + timedelta(hours=1))
    answer = visitor.log_in(rita).post(f"/calls/{waiting.pk}/", {"who": "new", "company": "Umbrella"})
    assert answer.status_code == 422
    assert 'value="Umbrella"' in answer.content.decode()
    assert Company.objects.count() == 0


def test_without_a_choice_it_asks(visitor: Visitor, rita: Member, waiting: Call) -> None:
    assert "Choose the company" in visitor.log_in(rita).post(f"/calls/{waiting.pk}/").content.decode()


def test_it_is_left_out_and_taken_up_again(visitor: Visitor, rita: Member, waiting: Call) -> None:
    visitor.log_in(rita).post(f"/calls/{waiting.pk}/ignored/")
    assert Call.objects.get().state == CallState.IGNORED
    visitor.delete(f"/calls/{waiting.pk}/ignored/")
    assert Call.objects.get().state == CallState.UNMATCHED


def test_a_colleague_of_another_team_sees_nothing(visitor: Visitor, raj: Member, waiting: Call) -> None:
    assert "Every call is matched" in visitor.log_in(raj).read("/calls/")
    assert visitor.get(f"/calls/{waiting.pk}/").status_code == 404
    assert visitor.post(f"/calls/{waiting.pk}/", {"who": "new", "company": "X"}).status_code == 404


def test_a_colleague_s_customer_can_not_be_chosen(visitor: Visitor, rita: Member, raj: Member, waiting: Call) -> None:
    theirs = Company.objects.create(name="Hooli", name_key="hooli", sales_rep=raj)
    assert visitor.log_in(rita).post(f"/calls/{waiting.pk}/", {"who": f"company-{theirs.pk}"}).status_code == 404


def test_a_type_that_wants_an_outcome_is_settled_on_the_page(
    visitor: Visitor, rita: Member, waiting: Call, initech: Company, call: ActivityType, voicemail: Outcome
) -> None:
    ActivityType.objects.filter(pk=call.pk).update(needs_outcome=True)
    page = visitor.log_in(rita).read(f"/calls/{waiting.pk}/?search=initech")
    assert '<option value="">–</option>' in page
    chosen = {"who": f"company-{initech.pk}", "type": str(call.pk), "outcome": ""}
    refused = visitor.post(f"/calls/{waiting.pk}/?search=initech", chosen)
    assert "Choose how it ended." in refused.content.decode()
    assert f'value="company-{initech.pk}" checked' in refused.content.decode()
    visitor.post(f"/calls/{waiting.pk}/", {**chosen, "outcome": str(voicemail.pk)})
    assert Activity.objects.get().outcome == voicemail


def test_a_call_whose_end_is_not_known_asks_for_its_minutes(
    visitor: Visitor, rita: Member, waiting: Call, initech: Company, call: ActivityType
) -> None:
    Call.objects.update(ended_at=None, seconds=0, result="", company=initech, is_timed_by_arrival=True)
    page = visitor.log_in(rita).read(f"/calls/{waiting.pk}/")
    assert 'name="minutes"' in page
    assert "this is when its report came" in page
    assert "End not reported" in visitor.read("/calls/")
    visitor.post(f"/calls/{waiting.pk}/", {"who": "", "type": str(call.pk), "minutes": "7"})
    assert Activity.objects.get().minutes == 7


def test_the_activity_says_where_the_phone_system_gave_no_time(
    visitor: Visitor, rita: Member, waiting: Call, initech: Company
) -> None:
    settle_call(waiting, by=rita, company=initech)
    page = f"/activities/{Activity.objects.get().pk}/"
    assert "gave no time" not in visitor.log_in(rita).read(page)
    Call.objects.update(is_timed_by_arrival=True)
    assert "The phone system gave no time: this is when its report came." in visitor.read(page)
