"""Two who change people at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from pacesetter.conftest import make_member
from pacesetter.core.refusal import Refusal
from pacesetter.people import verbs
from pacesetter.people.models import AccessLevel, Member, RoleAssignment
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(organisation: Organisation, *acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; "done" or the refusal's code of each."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            with scope(organisation):
                start.wait(timeout=30)
                act()
        except Refusal as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_administrators_who_demote_each_other_leave_one(organisation: Organisation, ada: Member) -> None:
    abe = make_member(organisation, "Abe", AccessLevel.ADMINISTRATOR)
    ends = at_once(
        organisation,
        lambda: verbs.change_access_level(abe, AccessLevel.TEAM_MEMBER, by=ada),
        lambda: verbs.archive(ada, by=abe),
    )
    assert ends == ["done", "last_administrator"]
    assert Member.objects.filter(access_level=AccessLevel.ADMINISTRATOR, archived_at__isnull=True).count() == 1


def test_one_role_given_twice_is_held_once(organisation: Organisation, ada: Member, rita: Member) -> None:
    role = verbs.add_sales_role(by=ada, name="Closer")
    ends = at_once(
        organisation,
        lambda: verbs.assign_role(rita, role, by=ada, starts_on=date(2026, 3, 1)),
        lambda: verbs.assign_role(rita, role, by=ada, starts_on=date(2026, 3, 2)),
    )
    assert ends == ["done", "overlap"]
    assert RoleAssignment.objects.count() == 1


def test_an_invitation_accepted_twice_makes_one_log_in(organisation: Organisation, ada: Member) -> None:
    link = verbs.invite(by=ada, email="ivy@acme.example", name="Ivy").link
    secret = link.rstrip("/").rpartition("/")[2]
    ends = at_once(
        organisation,
        lambda: verbs.accept_invitation(secret, password="lorry-glacier-tulip"),
        lambda: verbs.accept_invitation(secret, password="copper-window-seven"),
    )
    assert ends == ["done", "no_invitation"]
