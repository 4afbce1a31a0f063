"""Days off, on their pages."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.conftest import make_member
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Leave, Member
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_address, undo_last

pytestmark = pytest.mark.usefixtures("at_noon")

HALF_WEEK = {"starts_on": "2026-03-25", "last_day": "2026-03-27", "share": "0.5", "kind": "training", "note": "SPIN"}


@pytest.fixture
def off(rita: Member) -> Leave:
    made: Leave = Leave.objects.create(member=rita, starts_on=date(2026, 3, 25), ends_on=date(2026, 3, 28))
    return made


def path(member: Member) -> str:
    return f"/members/{member.pk}/leave/"


def test_a_lead_notes_days_off_of_the_team_after_seeing_what_changes(
    visitor: Visitor, mona: Member, rita: Member, calls: Kpi
) -> None:
    question = visitor.log_in(mona).post(path(rita), HALF_WEEK).content.decode()
    assert "Nothing is saved yet" in question
    visitor.post(path(rita), HALF_WEEK | {"confirmed": "yes"})
    row = Leave.objects.get()
    assert (row.starts_on, row.ends_on, row.share) == (date(2026, 3, 25), date(2026, 3, 28), Decimal("0.5"))
    page = visitor.read(path(rita))
    assert "Training" in page
    assert f'action="/leave/{row.pk}/"' in page  # undo


def test_a_single_day_needs_no_last_day(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada).post(path(rita), HALF_WEEK | {"last_day": "", "share": "1"})
    assert Leave.objects.get().ends_on == date(2026, 3, 26)


def test_too_much_is_told_in_the_form(visitor: Visitor, ada: Member, rita: Member, off: Leave) -> None:
    page = visitor.log_in(ada).post(path(rita), HALF_WEEK).content.decode()
    assert "is off on Mar 25, 2026 already" in page
    assert Leave.objects.count() == 1


@pytest.mark.parametrize("days", [("1900-01-01", ""), ("2026-03-25", "9999-12-31"), ("9999-12-31", "")])
def test_a_mistyped_year_is_told_in_the_form(
    days: tuple[str, str], visitor: Visitor, ada: Member, rita: Member
) -> None:
    answer = visitor.log_in(ada).post(path(rita), HALF_WEEK | {"starts_on": days[0], "last_day": days[1]})
    assert "too far away. Check the year" in answer.content.decode()
    assert not Leave.objects.exists()


def test_they_are_changed_and_taken_back(visitor: Visitor, ada: Member, off: Leave) -> None:
    address = f"/leave/{off.pk}/"
    assert 'value="2026-03-27"' in visitor.log_in(ada).read(address)
    visitor.post(address, HALF_WEEK)
    off.refresh_from_db()
    assert (off.share, off.kind, off.note) == (Decimal("0.5"), "training", "SPIN")
    visitor.delete(address)
    assert not Leave.objects.exists()


def kept() -> list[tuple[object, ...]]:
    return list(Leave.objects.values_list("member", "starts_on", "ends_on", "share", "kind", "note"))


def test_what_was_changed_or_taken_back_comes_back_with_its_kind_and_note(
    visitor: Visitor, mona: Member, rita: Member, off: Leave
) -> None:
    Leave.objects.update(kind="sick", note="flu")
    before = kept()
    visitor.log_in(mona).post(f"/leave/{off.pk}/", HALF_WEEK)
    assert kept() != before
    page = visitor.read(path(rita))
    assert "flu" not in undo_address(page)
    undo_last(visitor, page)
    assert kept() == before
    visitor.delete(f"/leave/{off.pk}/")
    assert kept() == []
    undo_last(visitor, visitor.read(path(rita)))
    assert kept() == before


def test_days_that_somebody_changed_since_stay_as_they_are(
    visitor: Visitor, mona: Member, ada: Member, rita: Member, off: Leave
) -> None:
    visitor.log_in(mona).post(f"/leave/{off.pk}/", HALF_WEEK)
    address = undo_address(visitor.read(path(rita)))
    Visitor().log_in(ada).post(f"/leave/{off.pk}/", HALF_WEEK | {"note": "SPIN, second part"})
    visitor.delete(address)
    assert "has changed since" in visitor.read(path(rita))
    assert Leave.objects.get().note == "SPIN, second part"
    Leave.objects.all().delete()
    visitor.delete(address)
    assert kept() == []


def test_the_undo_is_its_makers_alone_and_only_as_long_as_they_may_note_leave(
    visitor: Visitor, mona: Member, ada: Member, rita: Member, raj: Member, otto: Member, off: Leave
) -> None:
    visitor.log_in(mona).delete(f"/leave/{off.pk}/")
    address = undo_address(visitor.read(path(rita)))
    for somebody in (ada, rita, raj, otto):
        assert Visitor().log_in(somebody).delete(address).status_code == 404
    mona.team_memberships.all().delete()
    assert visitor.delete(address).status_code in (403, 404)
    assert kept() == []


def test_members_see_their_own_and_note_none(visitor: Visitor, rita: Member, off: Leave) -> None:
    page = visitor.log_in(rita).read(path(rita))
    assert "Ask your team lead" in page
    assert "25" in page
    assert visitor.post(path(rita), HALF_WEEK).status_code == 403
    assert visitor.post(f"/leave/{off.pk}/", HALF_WEEK).status_code == 403
    assert visitor.delete(f"/leave/{off.pk}/").status_code == 403
    assert Leave.objects.count() == 1


def test_others_see_nothing_of_it(visitor: Visitor, raj: Member, rita: Member, off: Leave) -> None:
    visitor.log_in(raj)
    assert visitor.get(path(rita)).status_code == 404
    assert visitor.delete(f"/leave/{off.pk}/").status_code == 404
    assert "Rita" not in visitor.read("/time-off/?month=2026-03")


def test_the_month_shows_who_is_off(visitor: Visitor, mona: Member, raj: Member, rita: Member, off: Leave) -> None:
    page = visitor.log_in(mona).read("/time-off/")
    assert "Rita" in page
    assert page.count('class="off-off"') == 3 + 1  # and the sign that explains it
    assert "Nobody is off" in visitor.read("/time-off/?month=2026-05")
    assert "Rita" in visitor.read("/time-off/?month=nonsense")
    found = visitor.read("/time-off/?search=r")
    assert path(rita) in found
    assert path(raj) not in found


def test_each_day_of_the_month_has_its_sign(visitor: Visitor, mona: Member, rita: Member) -> None:
    rita.name = "<Rita>"
    rita.save()
    for share in ("0.5", "0.25"):
        Leave.objects.create(member=rita, starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4), share=share)
    Leave.objects.create(member=rita, starts_on=date(2026, 2, 20), ends_on=date(2026, 3, 3))
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 30), ends_on=date(2026, 5, 3))
    page = visitor.log_in(mona).read("/time-off/?month=2026-03")
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    assert f'<a href="{path(rita)}">&lt;Rita&gt;</a>' in row
    keys = re.findall('<td class="off-([a-z]+)">', row)
    assert (keys[0], keys[1:3], set(keys[3:29]), keys[29:]) == (
        "idle",
        ["off", "half"],
        {"work", "idle"},
        ["off", "off"],
    )
    assert keys[3:29].count("idle") == 8
    assert row.count('<span class="visually-hidden">half day off</span>') == 1


def test_more_people_off_make_no_more_queries(
    visitor: Visitor, organisation: Organisation, ada: Member, off: Leave
) -> None:
    visitor.log_in(ada)
    visitor.read("/time-off/")

    few = visitor.queries("/time-off/")
    for number in range(20):
        member = make_member(organisation, f"P{number}")
        Leave.objects.create(member=member, starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 6))
    assert visitor.queries("/time-off/") == few


def test_days_off_show_among_those_of_the_month_at_once(
    visitor: Visitor, mona: Member, rita: Member, calls: Kpi
) -> None:
    month = "/time-off/?month=2026-03"
    visitor.log_in(mona)
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3))
    assert visitor.read(month).count('<td class="off-half">') == 0
    visitor.post(path(rita), HALF_WEEK | {"confirmed": "yes"})
    assert visitor.read(month).count('<td class="off-half">') == 3


def test_who_is_off_is_asked_of_the_database_and_when_they_work_is_kept(
    visitor: Visitor, mona: Member, rita: Member, off: Leave, calls: Kpi
) -> None:
    visitor.log_in(mona)
    visitor.read("/time-off/?month=2026-03")
    with CaptureQueriesContext(connection) as captured:
        visitor.read("/time-off/?month=2026-03")
    assert not [one["sql"] for one in captured.captured_queries if 'FROM "people_workingpattern"' in one["sql"]]
