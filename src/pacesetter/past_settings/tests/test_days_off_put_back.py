"""Days off, archiving, extensions and lists of contacts put back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import ContactList
from pacesetter.crm.verbs import save_contact_list
from pacesetter.events.models import Event
from pacesetter.past_settings import can_put_back, put_back, what_instead
from pacesetter.people.models import Leave, Member
from pacesetter.people.verbs import add_leave, archive, edit_leave, remove_leave, restore
from pacesetter.telephony.models import MemberLine
from pacesetter.telephony.verbs import add_line, remove_line

DAY = date(2090, 3, 6)
DAYS: dict[str, Any] = {"starts_on": DAY, "ends_on": DAY + timedelta(days=3)}


def newest(verb: str) -> Event:
    found = Event.objects.filter(verb=verb).order_by("-id").first()
    assert found is not None
    return found


def noted() -> list[tuple[Any, ...]]:
    return list(Leave.objects.values_list("starts_on", "ends_on", "share", "kind", "note"))


def test_days_off_that_were_noted_are_taken_back(ada: Member, rita: Member) -> None:
    add_leave(rita, by=ada, **DAYS)
    put_back(newest("leave.added"), by=ada)
    assert noted() == []
    with pytest.raises(Refusal, match="no longer there"):
        put_back(newest("leave.added"), by=ada)


def test_a_note_is_not_lost(ada: Member, rita: Member) -> None:
    add_leave(rita, by=ada, **DAYS, note="Grandmother turns 90")
    with pytest.raises(Refusal, match="have a note"):
        put_back(newest("leave.added"), by=ada)
    assert len(noted()) == 1


def test_days_off_that_were_taken_back_are_noted_without_the_kind(ada: Member, rita: Member) -> None:
    half = Decimal("0.5")
    remove_leave(add_leave(rita, by=ada, **DAYS, share=half, kind="sick", note="flu"), by=ada)
    put_back(newest("leave.removed"), by=ada)
    assert noted() == [(DAY, DAYS["ends_on"], half, "away", "")]
    with pytest.raises(Refusal, match="is off on"):
        add_leave(rita, by=ada, **DAYS)


def test_changed_days_off_are_as_before_with_kind_and_note(ada: Member, rita: Member) -> None:
    leave = add_leave(rita, by=ada, **DAYS, kind="sick", note="flu")
    later: dict[str, Any] = {"starts_on": DAY + timedelta(days=9), "ends_on": DAY + timedelta(days=10)}
    edit_leave(leave, by=ada, **later, share=Decimal("0.5"), kind="sick", note="flu")
    put_back(newest("leave.edited"), by=ada)
    assert noted() == [(DAY, DAYS["ends_on"], Decimal(1), "sick", "flu")]


def test_why_somebody_was_off_is_not_put_back(ada: Member, rita: Member) -> None:
    leave = add_leave(rita, by=ada, **DAYS, kind="sick")
    edit_leave(leave, by=ada, **DAYS, share=Decimal(1), kind="training")
    event = newest("leave.edited")
    assert not can_put_back(event)
    assert what_instead(event) == "Their kind or note was changed, which is not kept here."


def test_archiving_is_taken_back_with_what_was_handed_over_within_a_day(ada: Member, rita: Member, raj: Member) -> None:
    archive(raj, by=ada, hand_over_to=rita)
    event = newest("member.archived")
    put_back(event, by=ada)
    raj.refresh_from_db()
    assert (raj.archived_at, raj.left_on) == (None, None)
    assert not can_put_back(newest("member.archiving_taken_back"))
    with pytest.raises(Refusal, match="not archived"):
        put_back(event, by=ada)
    event.at = clock.now() - timedelta(days=2)
    assert not can_put_back(event)
    assert "bring them back on their page" in what_instead(event)


def test_who_was_brought_back_is_archived_where_it_is_asked_who_takes_over(ada: Member, raj: Member) -> None:
    archive(raj, by=ada)
    restore(raj, by=ada)
    with pytest.raises(Refusal, match=r"cannot be put back\. They are archived on their page"):
        put_back(newest("member.restored"), by=ada)
    raj.refresh_from_db()
    assert raj.archived_at is None


def test_extensions_are_taken_away_and_given_again(ada: Member, rita: Member, raj: Member) -> None:
    remove_line(add_line(rita, "117", by=ada), by=ada)
    put_back(newest("member.line_removed"), by=ada)
    assert MemberLine.objects.get().member == rita
    put_back(newest("member.line_added"), by=ada)
    assert not MemberLine.objects.exists()
    add_line(raj, "117", by=ada)
    with pytest.raises(Refusal, match="belongs to Raj already"):
        put_back(newest("member.line_removed"), by=ada)


def test_lists_of_contacts_are_forgotten_and_saved_again(ada: Member, rita: Member) -> None:
    save_contact_list(by=ada, name="Silent", words="acme", sales_rep=rita, silent_days=30)
    put_back(newest("contact_list.saved"), by=ada)
    assert not ContactList.objects.exists()
    put_back(newest("contact_list.forgotten"), by=ada)
    again = ContactList.objects.get()
    assert (again.name, again.words, again.sales_rep, again.silent_days) == ("Silent", "acme", rita, 30)


def test_nobody_else_puts_them_back(ada: Member, rita: Member, mona: Member, otto: Member) -> None:
    add_leave(rita, by=ada, **DAYS)
    for member in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            put_back(newest("leave.added"), by=member)
    assert len(noted()) == 1
