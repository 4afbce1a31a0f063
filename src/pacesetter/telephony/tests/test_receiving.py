"""From a report to a counted activity, or to a question."""

import json
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.apps import apps

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallReport, CallSource, CallState
from pacesetter.telephony.receiving import receive, source_of
from pacesetter.telephony.shapes.shape import Report, Unverified
from pacesetter.telephony.tests.conftest import ENDED, Signed
from pacesetter.telephony.verbs import add_line, add_source, archive_source


def reported(system: CallSource, *reports: Report) -> Call:
    for report in reports:
        receive(system, report)
        jobs.run_due()
    return Call.objects.get()


def test_a_call_is_logged_with_whom_it_was_and_when_it_ended(
    system: CallSource, signed: Signed, rita: Member, jane: Contact, initech: Company, connected: Outcome
) -> None:
    assert reported(system, signed()).state == CallState.LOGGED
    activity = Activity.objects.get()
    assert (activity.owner, activity.company, activity.outcome) == (rita, initech, connected)
    assert (activity.minutes, activity.completed_at, activity.provenance) == (10, ENDED, "telephony")
    # In Auckland it is Monday already.
    assert activity.completed_on == date(2026, 3, 23)
    assert ActivityContact.objects.get().contact == jane
    assert tallies.mismatches() == []


def test_replayed_reports_count_once(system: CallSource, signed: Signed, rita: Member, jane: Contact) -> None:
    reported(system, signed(), signed(), signed(seconds=9))
    assert Activity.objects.count() == 1
    assert CallReport.objects.filter(read_at__isnull=False).count() == 3


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_reports_may_overtake_each_other(
    order: tuple[int, ...], system: CallSource, signed: Signed, rita: Member, jane: Contact
) -> None:
    begun: dict[str, Any] = {"ended_at": None, "result": None, "seconds": 0}
    reports = [signed("call.ringing", **begun), signed("call.answered", **begun), signed()]
    call = reported(system, *(reports[place] for place in order))
    assert (call.state, call.seconds) == (CallState.LOGGED, 541)
    assert Activity.objects.get().minutes == 10


def test_while_it_goes_on_nothing_is_logged(system: CallSource, signed: Signed, rita: Member, jane: Contact) -> None:
    call = reported(system, signed("call.answered", ended_at=None, result=None, seconds=0))
    assert call.state == CallState.GOING_ON
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "state", "question"),
    [
        ({"number": "09 111 2222"}, CallState.UNMATCHED, "Nobody is known by this number."),
        ({"number": ""}, CallState.UNMATCHED, "withheld"),
        ({"number": "anonymous"}, CallState.UNMATCHED, "withheld"),
        ({"number": "111"}, CallState.UNMATCHED, "withheld"),
        ({"members": ["207"]}, CallState.UNMATCHED, "Nobody here has this extension"),
        ({"members": ["raj@acme.example", "mona@acme.example"], "number": "+64211111111"}, CallState.INTERNAL, ""),
        ({"internal": True}, CallState.INTERNAL, ""),
        ({"result": "failed", "seconds": 0}, CallState.LEFT_OUT, ""),
    ],
    ids=["unknown", "withheld", "anonymous", "too short", "unknown extension", "internal", "said internal", "left out"],
)
def test_what_is_not_logged_is_kept_with_its_reason(
    fields: dict[str, Any],
    state: CallState,
    question: str,
    system: CallSource,
    signed: Signed,
    rita: Member,
    raj: Member,
    mona: Member,
    jane: Contact,
) -> None:
    Member.objects.filter(pk=rita.pk).update(phone="+64211111111")
    call = reported(system, signed(**fields))
    assert call.state == state
    assert question in call.question
    assert Activity.objects.count() == 0


def test_a_number_of_two_companies_is_asked_about(
    system: CallSource, signed: Signed, rita: Member, jane: Contact
) -> None:
    Contact.objects.create(
        name="J. Doe", company=Company.objects.create(name="Umbrella", name_key="u"), phone=jane.phone
    )
    call = reported(system, signed())
    assert (call.state, call.question) == (CallState.UNMATCHED, "Several companies have this number.")


def test_a_switchboard_of_one_company_names_the_company_alone(
    system: CallSource, signed: Signed, rita: Member, jane: Contact, initech: Company
) -> None:
    Contact.objects.create(name="Joe Roe", company=initech, phone=jane.phone)
    call = reported(system, signed())
    assert (call.state, call.company, call.contact) == (CallState.LOGGED, initech, None)


def test_two_of_us_in_one_call_are_one_activity_with_both(
    system: CallSource, signed: Signed, rita: Member, raj: Member, jane: Contact
) -> None:
    reported(system, signed(members=["raj@acme.example", "rita@acme.example"]))
    assert Activity.objects.get().owner == raj
    assert [one.member for one in ActivityParticipant.objects.all()] == [rita]


def test_an_extension_is_known_once_it_was_said_whose_it_is(
    system: CallSource, signed: Signed, ada: Member, rita: Member, jane: Contact
) -> None:
    add_line(rita, "207", by=ada)
    assert reported(system, signed(members=["207"])).member == rita


def test_a_leg_that_was_dialled_for_one_of_us_is_turned(
    system: CallSource, signed: Signed, rita: Member, jane: Contact
) -> None:
    Member.objects.filter(pk=rita.pk).update(phone="+64211111111")
    call = reported(system, signed(members=["+6444721234"], number="+64211111111"))
    assert (call.state, call.direction, call.member) == (CallState.LOGGED, "in", rita)


def test_what_the_rules_refuse_waits_with_the_reason(
    system: CallSource, signed: Signed, rita: Member, jane: Contact
) -> None:
    call = reported(system, signed(started_at="2026-03-23T22:00:00Z", ended_at="2026-03-23T22:30:00Z"))
    assert call.state == CallState.UNMATCHED
    assert "future" in call.question


def test_a_wrong_signature_is_refused_and_seen_by_administrators(system: CallSource, signed: Signed) -> None:
    report = signed()
    with pytest.raises(Unverified):
        receive(system, Report(report.body.replace(b"541", b"999"), report.headers, report.address))
    assert CallReport.objects.count() == 0
    assert CallSource.objects.get().last_error != ""


def test_a_report_that_makes_no_sense_is_kept_with_its_fault(system: CallSource, signed: Signed) -> None:
    receive(system, signed(direction="sideways"))
    jobs.run_due()
    kept = CallReport.objects.get()
    assert kept.fault == "data.direction is none of out, in"
    assert b"sideways" in bytes(kept.body)
    assert CallSource.objects.get().last_error == kept.fault


def test_the_token_in_a_report_of_aircall_is_kept_nowhere_in_clear(ada: Member) -> None:
    token = "an-unguessable-token"
    source, _ = add_source(by=ada, name="Aircall", shape="aircall", secret=token)
    sent = b'{"token": "x", "token": "%s", "resource": "call", "data": {"id": "nothing else"}}' % token.encode()
    receive(CallSource.objects.select_related("organisation").get(pk=source.pk), Report(sent, {}, ""))
    jobs.run_due()
    kept = CallReport.objects.get()
    assert json.loads(bytes(kept.body)) == {"token": "", "resource": "call", "data": {"id": "nothing else"}}
    assert kept.fault == "data.started_at is missing"
    columns = {
        model._meta.label: [
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for row in model._base_manager.values_list()
            for value in row
        ]
        for model in apps.get_models()
        if model._meta.managed
    }
    assert [label for label, values in columns.items() if any(token.encode() in value for value in values)] == []


def test_the_address_tells_whose_it_is_until_it_is_archived(system: CallSource, ada: Member) -> None:
    assert source_of(system.public_id) == system
    assert source_of("x" * 32) is None
    archive_source(system, by=ada)
    assert source_of(system.public_id) is None


def test_members_of_another_organisation_are_nobody_here(
    system: CallSource, signed: Signed, otto: Member, jane: Contact
) -> None:
    call = reported(system, signed(members=["otto@globex.example"]))
    assert (call.state, call.member) == (CallState.UNMATCHED, None)
