"""One member, for administrators."""

from datetime import date

import pytest

from pacesetter.conftest import make_member
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Invitation, Member, RoleAssignment, SalesRole, Team, TeamMembership, WorkingPattern
from pacesetter.people.verbs import invite
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

ABOUT = {
    "about-name": "Rita R.",
    "about-email": "rita.r@acme.example",
    "about-phone": "+64 21 1",
    "about-access_level": "coordinator",
    "about-joined_on": "2020-01-01",
    "about-last_day": "",
    "about-time_zone": "",
    "about-country": "NZ",
    "about-region": "AUK",
}


def path(member: Member, rest: str = "") -> str:
    return f"/settings/people/{member.pk}/{rest}"


def confirmed(visitor: Visitor, address: str, data: dict[str, str]) -> int:
    """Send it, and again as the question's own form does where one is asked."""
    first = visitor.post(address, data)
    if first.status_code == 302:
        return 302
    assert "Save the change" in first.content.decode(), first.content.decode()
    return visitor.post(address, {**data, "confirmed": "yes"}).status_code


def test_what_is_kept_about_somebody_is_changed_together(visitor: Visitor, ada: Member, rita: Member) -> None:
    assert visitor.log_in(ada).post(path(rita), ABOUT).headers["Location"] == path(rita)
    rita.refresh_from_db()
    assert (rita.name, rita.email, rita.access_level) == ("Rita R.", "rita.r@acme.example", "coordinator")
    assert (rita.country, rita.region) == ("NZ", "AUK")
    assert "Saved." in visitor.read(path(rita))


def test_one_field_that_cannot_be_changes_none(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    page = visitor.log_in(ada).post(path(rita), ABOUT | {"about-email": raj.email}).content.decode()
    assert "Somebody else here has this address." in page
    rita.refresh_from_db()
    assert rita.name == "Rita"


def test_the_last_administrator_stays(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).post(path(ada), ABOUT | {"about-email": ada.email}).content.decode()
    assert "is the last administrator" in page
    ada.refresh_from_db()
    assert ada.is_administrator


def test_a_last_day_asks_before_it_alters_figures(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    leaving = ABOUT | {"about-last_day": "2026-03-13", "about-email": rita.email}
    question = visitor.log_in(ada).post(path(rita), leaving).content.decode()
    assert "Nothing is saved yet" in question
    rita.refresh_from_db()
    assert rita.left_on is None
    visitor.post(path(rita), leaving | {"confirmed": "yes"})
    rita.refresh_from_db()
    assert rita.left_on == date(2026, 3, 14)


def test_a_role_is_given_from_a_day_on_after_its_effect_was_shown(
    visitor: Visitor, ada: Member, mona: Member, bdm: SalesRole, calls: Kpi
) -> None:
    given = {"role-role": str(bdm.pk), "role-starts_on": "2026-03-02", "role-last_day": "2026-03-31"}
    question = visitor.log_in(ada).post(path(mona, "roles/"), given).content.decode()
    assert "Mona as Business Development Manager" in question
    assert not RoleAssignment.objects.filter(member=mona).exists()
    visitor.post(path(mona, "roles/"), given | {"confirmed": "yes"})
    row = RoleAssignment.objects.get(member=mona)
    assert (row.starts_on, row.ends_on) == (date(2026, 3, 2), date(2026, 4, 1))


def test_a_role_held_already_is_told_in_the_form(visitor: Visitor, ada: Member, rita: Member, bdm: SalesRole) -> None:
    given = {"role-role": str(bdm.pk), "role-starts_on": "2026-03-02"}
    assert "holds this role already" in visitor.log_in(ada).post(path(rita, "roles/"), given).content.decode()


def test_a_role_ends_after_its_last_day_or_was_a_mistake(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, bdm: SalesRole, calls: Kpi
) -> None:
    ritas, rajs = (RoleAssignment.objects.get(member=member) for member in (rita, raj))
    visitor.log_in(ada)
    confirmed(visitor, f"/settings/roles-held/{ritas.pk}/", {"last_day": "2026-03-31"})
    ritas.refresh_from_db()
    assert ritas.ends_on == date(2026, 4, 1)
    confirmed(visitor, f"/settings/roles-held/{rajs.pk}/", {"_method": "DELETE"})
    assert not RoleAssignment.objects.filter(pk=rajs.pk).exists()


def test_teams_are_joined_led_and_left(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    south = Team.objects.get(name="South")
    visitor.log_in(ada)
    confirmed(visitor, path(rita, "teams/"), {"team-team": str(south.pk), "team-starts_on": "2026-03-02"})
    row = TeamMembership.objects.get(member=rita, team=south, is_lead=False)
    confirmed(visitor, f"/settings/memberships/{row.pk}/lead/", {"is_lead": "yes", "since": "2026-03-02"})
    assert TeamMembership.objects.filter(pk=row.pk, is_lead=True).exists()
    confirmed(visitor, f"/settings/memberships/{row.pk}/", {"last_day": "2026-03-31"})
    row.refresh_from_db()
    assert row.ends_on == date(2026, 4, 1)


def test_an_own_week_counts_from_a_day_on_and_can_be_removed(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi
) -> None:
    week = {f"week-day{number}": "0.5" if number < 4 else "0" for number in range(7)}
    week |= {"week-effective_from": "2026-03-02", "week-day_starts_at": "08:00", "week-day_ends_at": "12:00"}
    visitor.log_in(ada)
    assert confirmed(visitor, path(rita, "weeks/"), week) == 302
    row = WorkingPattern.objects.get(member=rita)
    assert row.capacities == ["1/2", "1/2", "1/2", "1/2", "0", "0", "0"]
    assert "50%" in visitor.read(path(rita))
    confirmed(visitor, f"/settings/weeks/{row.pk}/", {"_method": "DELETE"})
    assert not WorkingPattern.objects.filter(member=rita).exists()


def test_the_organisations_week_is_not_removed_here(visitor: Visitor, ada: Member) -> None:
    row = WorkingPattern.objects.get(member__isnull=True)
    assert visitor.log_in(ada).delete(f"/settings/weeks/{row.pk}/").status_code == 404


def test_a_new_link_is_shown_once_and_the_old_one_dies(visitor: Visitor, ada: Member) -> None:
    first = invite(by=ada, email="nia@acme.example", name="Nia")
    page = visitor.log_in(ada).post(path(first.member, "invitation/"))
    assert page.headers["Cache-Control"] == "no-store"
    assert "http://localhost:8000/invitations/" in page.content.decode()
    assert "/invitations/" not in visitor.read(path(first.member))
    assert Visitor().get("/" + first.link.split("/", 3)[3]).status_code == 410


def test_an_invitation_is_taken_back(visitor: Visitor, ada: Member, rita: Member) -> None:
    nia = invite(by=ada, email="nia@acme.example", name="Nia").member
    asks = visitor.log_in(ada).delete(path(nia, "invitation/")).content.decode()
    assert "Take the invitation of Nia back?" in asks
    assert Invitation.objects.get(member=nia).revoked_at is None
    visitor.delete(path(nia, "invitation/"), sure=True)
    assert Invitation.objects.get(member=nia).revoked_at is not None
    assert "There is no open invitation" in visitor.read(path(nia))
    visitor.post(path(rita, "invitation/"))
    assert "Rita has accepted already." in visitor.read(path(rita))


@pytest.mark.parametrize("rest", ["", "roles/", "teams/", "weeks/", "invitation/", "archive/"])
def test_coordinators_and_leads_change_nothing(
    rest: str, visitor: Visitor, organisation: Organisation, mona: Member, rita: Member
) -> None:
    for who in (mona, make_member(organisation, "Colm", "coordinator")):
        visitor.log_in(who)
        assert visitor.post(path(rita, rest), ABOUT).status_code == 403
