from collections.abc import Callable
from datetime import date

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.mail.models import OutgoingMessage
from pacesetter.people import verbs
from pacesetter.people.invitations import invitation_of
from pacesetter.people.models import Invitation, Member, RoleAssignment, SalesRole, Team, TeamMembership


def secret_in(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_somebody_invited_is_a_member_without_a_log_in(
    ada: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    invited = verbs.invite(by=ada, email=" Ivy@Acme.example", name="Ivy  Wu", joined_on=date(2026, 3, 2))
    member = Member.objects.get(pk=invited.member.pk)
    assert (member.email, member.name, member.user, member.access_level) == (
        "ivy@acme.example",
        "Ivy Wu",
        None,
        "team_member",
    )
    assert member.joined_on == date(2026, 3, 2)
    assert version() > before
    assert (last_event().verb, last_event().subject_id) == ("member.added", member.pk)


def test_the_link_is_sent_and_only_its_hash_is_kept(ada: Member) -> None:
    link = verbs.invite(by=ada, email="ivy@acme.example", name="Ivy").link
    message = OutgoingMessage.objects.get()
    assert message.to == "ivy@acme.example"
    assert message.is_confidential
    assert link in message.text
    assert "Ada invites you to the sales figures of Acme." in message.text
    invitation = Invitation.objects.get()
    assert secret_in(link) not in invitation.secret_hash
    assert invitation_of(secret_in(link)) == invitation


def test_an_invited_person_starts_with_roles_and_teams(ada: Member) -> None:
    role: SalesRole = verbs.add_sales_role(by=ada, name="Closer")
    team: Team = verbs.add_team(by=ada, name="West")
    member = verbs.invite(
        by=ada, email="ivy@acme.example", name="Ivy", roles=[role], teams=[team], joined_on=date(2026, 3, 2)
    ).member
    assert RoleAssignment.objects.get(member=member).starts_on == date(2026, 3, 2)
    assert TeamMembership.objects.get(member=member).starts_on == date(2026, 3, 2)


def test_an_address_is_invited_once_in_whatever_case(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal, match="here already") as refusal:
        verbs.invite(by=ada, email="RITA@acme.example", name="Rita")
    assert refusal.value.field == "email"
    verbs.archive(rita, by=ada)
    with pytest.raises(Refusal, match="Restore"):
        verbs.invite(by=ada, email=rita.email, name="Rita")
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "ivy"}, "email"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"access_level": "owner"}, "access_level"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"country": "ZZ"}, "country"),
        ({"country": "NZ", "region": "CA"}, "region"),
        ({"region": "AUK"}, "region"),
        ({"locale": "tlh"}, "locale"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_invited(ada: Member, wrong: dict[str, str], field: str) -> None:
    given = {"email": "ivy@acme.example", "name": "Ivy", **wrong}
    with pytest.raises(Refusal) as refusal:
        verbs.invite(by=ada, **given)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Invitation.objects.exists()
    assert Member.objects.get() == ada


def test_only_administrators_invite(rita: Member, otto: Member) -> None:
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.invite(by=by, email="ivy@acme.example", name="Ivy")
    assert not Invitation.objects.exists()


def test_one_person_can_be_in_two_organisations(ada: Member, otto: Member) -> None:
    member = verbs.invite(by=ada, email=otto.email, name="Otto").member
    assert member.organisation_id == ada.organisation_id != otto.organisation_id
