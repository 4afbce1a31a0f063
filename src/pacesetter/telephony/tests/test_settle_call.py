"""Saying who it was."""

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.access import calls_to_settle, get_call_for
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.receiving import receive
from pacesetter.telephony.tests.conftest import Signed
from pacesetter.telephony.verbs import add_line, add_source, edit_source, ignore_call, settle_call, take_up_call


@pytest.fixture
def unknown(system: CallSource, signed: Signed, rita: Member) -> Call:
    """A call of Rita's with a number that nobody has."""
    receive(system, signed(number="09 111 2222"))
    jobs.run_due()
    return Call.objects.get()


def test_a_contact_is_chosen_and_the_call_counts(unknown: Call, rita: Member, jane: Contact) -> None:
    Contact.objects.filter(pk=jane.pk).update(phone="")
    settled = settle_call(unknown, by=rita, contact=Contact.objects.get(pk=jane.pk), keep_number=True)
    assert settled.state == CallState.LOGGED
    assert Activity.objects.get().company == jane.company
    assert Contact.objects.get(pk=jane.pk).phone == "+6491112222"
    assert tallies.mismatches() == []


def test_a_number_that_the_contact_has_is_not_overwritten(unknown: Call, rita: Member, jane: Contact) -> None:
    settle_call(unknown, by=rita, contact=jane, keep_number=True)
    assert Contact.objects.get(pk=jane.pk).phone == jane.phone


def test_it_is_settled_once(unknown: Call, rita: Member, initech: Company) -> None:
    settle_call(unknown, by=rita, company=initech)
    with pytest.raises(Refusal, match="settled already"):
        settle_call(unknown, by=rita, company=initech)
    assert Activity.objects.count() == 1


def test_without_anybody_it_is_refused(unknown: Call, rita: Member) -> None:
    with pytest.raises(Refusal, match="Choose the company"):
        settle_call(unknown, by=rita)
    assert Call.objects.get().state == CallState.UNMATCHED


@pytest.mark.parametrize(("direction", "words"), [("out", "calls made"), ("in", "calls received")])
def test_without_a_type_to_log_it_as_it_is_refused_in_words(
    direction: str, words: str, unknown: Call, ada: Member, rita: Member, jane: Contact
) -> None:
    Call.objects.update(direction=direction)
    edit_source(unknown.source, by=ada, outbound_type=None, inbound_type=None)
    with pytest.raises(Refusal, match=f"“Switchboard” has no activity chosen for {words}"):
        settle_call(unknown, by=rita, contact=jane)
    waiting = Call.objects.get()
    assert (waiting.state, waiting.question) == (CallState.UNMATCHED, "Nobody is known by this number.")
    assert Activity.objects.count() == 0


def test_it_can_be_ignored_and_taken_up_again(unknown: Call, rita: Member) -> None:
    assert ignore_call(unknown, by=rita).state == CallState.IGNORED
    with pytest.raises(Refusal):
        ignore_call(unknown, by=rita)
    assert take_up_call(unknown, by=rita).state == CallState.UNMATCHED


def test_others_do_not_see_it(unknown: Call, rita: Member, raj: Member, mona: Member, ada: Member) -> None:
    assert [call.pk for call in calls_to_settle(rita)] == [unknown.pk]
    assert [call.pk for call in calls_to_settle(mona)] == [unknown.pk]
    assert [call.pk for call in calls_to_settle(ada)] == [unknown.pk]
    assert list(calls_to_settle(raj)) == []
    with pytest.raises(Call.DoesNotExist):
        get_call_for(raj, unknown.pk)


def test_somebody_of_another_organisation_sees_nothing(unknown: Call, otto: Member) -> None:
    assert list(calls_to_settle(otto)) == []


def test_only_administrators_set_phone_systems_up(rita: Member) -> None:
    with pytest.raises(NotAllowed):
        add_source(by=rita, name="Mine", shape="standard")
    with pytest.raises(NotAllowed):
        add_line(rita, "207", by=rita)


def test_an_extension_is_one_member_s(ada: Member, rita: Member, raj: Member) -> None:
    add_line(rita, "207", by=ada)
    with pytest.raises(Refusal, match="belongs to Rita"):
        add_line(raj, "207", by=ada)


def test_a_phone_system_with_its_own_token_needs_it(ada: Member) -> None:
    with pytest.raises(Refusal, match="token"):
        add_source(by=ada, name="Aircall", shape="aircall")


def test_a_type_that_wants_an_outcome_gets_one_from_whoever_settles_it(
    unknown: Call, ada: Member, rita: Member, jane: Contact, voicemail: Outcome
) -> None:
    edit_source(unknown.source, by=ada, outcomes={})
    ActivityType.objects.update(needs_outcome=True)
    with pytest.raises(Refusal, match="Choose how it ended"):
        settle_call(unknown, by=rita, contact=jane)
    settle_call(unknown, by=rita, contact=jane, outcome=voicemail)
    assert Activity.objects.get().outcome == voicemail


def test_another_type_can_be_chosen_and_only_one_of_calls(
    unknown: Call, ada: Member, rita: Member, jane: Contact, meeting: ActivityType
) -> None:
    with pytest.raises(Refusal, match="Phone call"):
        settle_call(unknown, by=rita, contact=jane, activity_type=meeting)
    other = ActivityType.objects.create(name="Check-in", category="phone_call")
    settle_call(unknown, by=rita, contact=jane, activity_type=other)
    # The settings' outcome is none of this type's, so it is not taken over.
    assert (Activity.objects.get().activity_type, Activity.objects.get().outcome) == (other, None)


def test_whom_the_number_was_known_by_needs_not_be_chosen_again(
    system: CallSource, signed: Signed, ada: Member, rita: Member, jane: Contact, voicemail: Outcome
) -> None:
    edit_source(system, by=ada, outcomes={})
    ActivityType.objects.update(needs_outcome=True)
    receive(CallSource.objects.select_related("organisation").get(pk=system.pk), signed())
    jobs.run_due()
    waiting = Call.objects.get()
    assert (waiting.state, waiting.question, waiting.contact) == (CallState.UNMATCHED, "Choose how it ended.", jane)
    settle_call(waiting, by=rita, outcome=voicemail)
    assert Activity.objects.get().company == jane.company
