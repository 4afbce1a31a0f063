"""Screens on the wall and lists of contacts in the history of settings: who opened a link that needs no log-in."""

import pytest

from pacesetter.crm.verbs import forget_contact_list, save_contact_list
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, TeamMembership
from pacesetter.people.verbs import add_leave, archive, revoke_invitation
from pacesetter.people.verbs import invite as invite_member
from pacesetter.rewards.verbs import open_screen, revoke_screen
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.setup.test_settings_history import PATH, change

pytestmark = pytest.mark.usefixtures("at_noon")


def test_who_opened_a_link_is_told_with_what_it_shows(
    visitor: Visitor, ada: Member, mona: Member, calls: Kpi, connects: Kpi
) -> None:
    team = TeamMembership.objects.get(member=mona).team
    opened = open_screen(by=mona, name="Kitchen", team=team, kpis=[calls, connects])
    open_screen(by=ada, name="Hall", team=None, kpis=[calls])
    page = visitor.log_in(ada).read(f"{PATH}?kind=screen")
    for words in (
        "Screen on the wall",
        "<strong>link opened that shows it without a log-in</strong>",
        "Mona, <time",
        change("Team", "–", team.name),
        change("Team", "–", "Everybody"),
        change("KPIs", "–", f"{calls}, {connects}"),
        "Its link is revoked under Screens on the wall, which asks first.",
    ):
        assert words in page, words
    assert opened.secret not in page
    revoke_screen(opened.screen, by=ada)
    page = visitor.read(f"{PATH}?thing=screen:{opened.screen.pk}")
    assert "<strong>link revoked</strong>" in page
    assert "A link that was revoked stays dead: open another screen." in page
    assert ("Put back" in page, "Hall" in page) == (False, False)
    event = Event.objects.get(verb="screen.revoked")
    visitor.post(f"{PATH}{event.pk}/before/")
    assert "This cannot be put back. A link that was revoked stays dead" in visitor.read(PATH)


def test_a_list_of_contacts_that_was_forgotten_is_told_by_its_name_and_saved_again(
    visitor: Visitor, ada: Member
) -> None:
    forget_contact_list(save_contact_list(by=ada, name="Silent since spring"), by=ada)
    page = visitor.log_in(ada).read(f"{PATH}?kind=contact_list")
    assert page.count("Silent since spring</a>: <strong>") == 2
    event = Event.objects.get(verb="contact_list.forgotten")
    assert visitor.post(f"{PATH}{event.pk}/before/").status_code == 302
    assert "Silent since spring" in visitor.read("/contacts/lists/")


def test_archiving_is_put_back_and_says_what_stays_as_it_is(
    visitor: Visitor, ada: Member, raj: Member, rita: Member
) -> None:
    archive(raj, by=ada, hand_over_to=rita)
    event = Event.objects.get(verb="member.archived")
    visitor.log_in(ada).post(f"{PATH}{event.pk}/before/", {"confirmed": "yes"})
    raj.refresh_from_db()
    assert raj.archived_at is None
    assert "Raj is here as before. Accounts that were connected stay disconnected." in visitor.read(PATH)


def test_what_is_put_back_by_half_has_no_undo(visitor: Visitor, ada: Member, rita: Member) -> None:
    add_leave(rita, by=ada, starts_on=NOW.date().replace(month=11), ends_on=NOW.date().replace(month=12))
    event = Event.objects.get(verb="leave.added")
    visitor.log_in(ada).post(f"{PATH}{event.pk}/before/", {"confirmed": "yes"})
    page = visitor.read(PATH)
    assert "is as it was before." in page
    assert "/deeds/" not in page


def test_an_invitation_that_was_taken_back_says_to_invite_again(visitor: Visitor, ada: Member) -> None:
    invited = invite_member(by=ada, email="new@acme.example", name="Nora").member
    revoke_invitation(invited, by=ada)
    page = visitor.log_in(ada).read(f"{PATH}?thing=member:{invited.pk}")
    assert "A new invitation is sent from their page." in page
    assert "Whoever should not be here is archived on their page." in page
    assert "Put back" not in page


def test_leads_who_may_open_screens_do_not_read_the_history(visitor: Visitor, mona: Member, rita: Member) -> None:
    for member in (mona, rita):
        assert visitor.log_in(member).get(f"{PATH}?kind=screen").status_code == 403
