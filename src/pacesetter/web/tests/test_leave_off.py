"""Leaving off a mail by its link."""

import pytest
from django.test import Client

from pacesetter.notifications.access import choices_of
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.links import leave_off_token
from pacesetter.notifications.verbs import choose
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


def wants(member: Member) -> tuple[bool, bool]:
    row = Member.across_organisations.get(pk=member.pk)
    return row.wants_daily_mail, row.wants_weekly_mail


def test_looking_changes_nothing_since_scanners_look_too(visitor: Visitor, rita: Member) -> None:
    assert "Leave off the mail of the day?" in visitor.read(f"/mails/{leave_off_token(rita, Digest.DAILY)}/")
    assert wants(rita) == (True, True)


def test_one_click_of_a_mail_program_leaves_it_off(visitor: Visitor, rita: Member) -> None:
    # No cookie, no token of forms; the body is what RFC 8058 has programs send.
    visitor.client = Client(enforce_csrf_checks=True)
    response = visitor.post(f"/mails/{leave_off_token(rita, Digest.DAILY)}/", {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert wants(rita) == (False, True)


def test_reminders_are_left_off_alone(visitor: Visitor, rita: Member) -> None:
    choose(rita, by=rita, reminds_by_mail=True)
    address = f"/mails/{leave_off_token(rita, Digest.REMINDER)}/"
    assert "Leave off reminders by e-mail?" in visitor.read(address)
    assert "no more reminders" in visitor.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert wants(rita) == (True, True)
    assert not choices_of(rita).reminds_by_mail
    visitor.post(address, {"again": "yes"})
    assert choices_of(rita).reminds_by_mail


def test_it_can_be_taken_back(visitor: Visitor, rita: Member) -> None:
    address = f"/mails/{leave_off_token(rita, Digest.WEEKLY)}/"
    visitor.post(address)
    assert wants(rita) == (True, False)
    assert "comes again" in visitor.post(address, {"again": "yes"}).content.decode()
    assert wants(rita) == (True, True)


def test_who_has_left_is_answered_all_the_same(visitor: Visitor, rita: Member) -> None:
    token = leave_off_token(rita, Digest.DAILY)
    Member.objects.filter(pk=rita.pk).delete()
    assert visitor.post(f"/mails/{token}/").status_code == 200


@pytest.mark.parametrize("damage", ["x", "WzEsMiwiZGFpbHkiXQ:1abc:forged"])
def test_a_link_that_is_not_ours_does_nothing(damage: str, visitor: Visitor, rita: Member) -> None:
    assert visitor.get(f"/mails/{damage}/").status_code == 404
    assert visitor.post(f"/mails/{damage}/").status_code == 404
    assert wants(rita) == (True, True)


def test_a_link_of_another_organisation_touches_nobody_here(visitor: Visitor, rita: Member, otto: Member) -> None:
    visitor.post(f"/mails/{leave_off_token(otto, Digest.DAILY)}/")
    assert wants(rita) == (True, True)
    assert wants(otto) == (False, True)
