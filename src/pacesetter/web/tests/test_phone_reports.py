"""Reports of phone systems that nothing was made of."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.telephony.models import CallReport, CallSource
from pacesetter.web.tests.conftest import NOW, Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def source(call: ActivityType) -> CallSource:
    made: CallSource = CallSource.objects.create(
        name="Switchboard", shape="standard", public_id="p", outbound_type=call
    )
    return made


@pytest.fixture
def unreadable(source: CallSource) -> CallReport:
    report: CallReport = CallReport.objects.create(
        source=source, body=b'{"type": "call.ended", "data": "<b>"}', received_at=NOW - timedelta(minutes=5)
    )
    jobs.enqueue("telephony.read", {"report": report.pk})
    jobs.run_due()
    return report


def test_they_stand_with_the_reason_and_what_was_sent(visitor: Visitor, ada: Member, unreadable: CallReport) -> None:
    page = visitor.log_in(ada).read("/settings/phone/reports/")
    assert "data is missing" in page
    assert "&lt;b&gt;" in page
    for other in ("/calls/", "/settings/phone/"):
        assert 'href="/settings/phone/reports/"' in visitor.read(other)


def test_one_is_read_again_and_comes_back_where_that_does_not_help(
    visitor: Visitor, ada: Member, unreadable: CallReport
) -> None:
    visitor.log_in(ada).post(f"/settings/phone/reports/{unreadable.pk}/reading/")
    assert "Every report could be used" in visitor.read("/settings/phone/reports/")
    jobs.run_due()
    assert "data is missing" in visitor.read("/settings/phone/reports/")


def test_all_of_a_system_are_read_again(visitor: Visitor, ada: Member, unreadable: CallReport) -> None:
    CallReport.objects.filter(pk=unreadable.pk).update(body=b'{"type": "ping"}')
    visitor.log_in(ada).post(f"/settings/phone/{unreadable.source_id}/reports/reading/")
    jobs.run_due()
    assert "Every report could be used" in visitor.read("/settings/phone/reports/")


def test_what_nobody_reads_is_shown_after_a_while(visitor: Visitor, ada: Member, source: CallSource) -> None:
    CallReport.objects.create(source=source, body=b"", received_at=clock.now())
    assert "Every report could be used" in visitor.log_in(ada).read("/settings/phone/reports/")
    CallReport.objects.update(received_at=clock.now() - timedelta(minutes=11))
    assert "has not been read yet" in visitor.read("/settings/phone/reports/")


def test_members_do_not_see_them(visitor: Visitor, rita: Member, unreadable: CallReport) -> None:
    visitor.log_in(rita)
    assert "/settings/phone/reports/" not in visitor.read("/calls/")
    assert visitor.get("/settings/phone/reports/").status_code == 403
    assert visitor.post(f"/settings/phone/reports/{unreadable.pk}/reading/").status_code == 403


def test_those_of_another_organisation_are_not_there(visitor: Visitor, otto: Member, unreadable: CallReport) -> None:
    assert visitor.log_in(otto).post(f"/settings/phone/reports/{unreadable.pk}/reading/").status_code in (403, 404)
    assert CallReport.objects.get(pk=unreadable.pk).fault
