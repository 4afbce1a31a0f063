"""Say who of the staff there is which member, where the e-mail addresses differ."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.links import link, theirs_of, unlink
from pacesetter.integrations.models import Connection, JobLists
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle

STAFF, MEMBER = "staff", "member"


def link_staff(connection: Connection, member: Member, staff_id: str, *, by: Member | None) -> None:
    """The member is this one of the staff; another link of theirs is replaced. Raises `NotAllowed`, and a `Refusal` for
    somebody who is not in the lists or is another member already."""
    rules.may_change(by, connection.owner_id)
    guards.known(member)
    lists = JobLists.objects.filter(connection=connection).first()
    if lists is None or staff_id not in dict(lists.choices("staff")):
        raise Refusal(_("Choose one of the staff."), field="staff", code="unknown")
    try:
        with transaction.atomic():
            before = _told(connection, member)
            unlink(connection, STAFF, MEMBER, member.pk)
            link(connection, STAFF, staff_id, MEMBER, member.pk)
            after = _told(connection, member)
            settle("connection.staff_linked", ("connection", connection.pk), by=by, before=before, after=after)
    except Refusal:
        raise Refusal(_("They are another member already."), field="staff", code="taken") from None


def unlink_staff(connection: Connection, member: Member, *, by: Member | None) -> None:
    """From now on the member is found by e-mail address alone. Raises `NotAllowed`."""
    rules.may_change(by, connection.owner_id)
    with transaction.atomic():
        before = _told(connection, member)
        unlink(connection, STAFF, MEMBER, member.pk)
        settle("connection.staff_unlinked", ("connection", connection.pk), by=by, before=before)


def _told(connection: Connection, member: Member) -> dict[str, Any]:
    """Who of the staff the member is said to be; empty where nothing is said."""
    staff_id = theirs_of(connection, STAFF, MEMBER, member.pk)
    if not staff_id:
        return {}
    lists = JobLists.objects.filter(connection=connection).first()
    name = dict(lists.choices("staff")).get(staff_id, "") if lists else ""
    return {"member_id": member.pk, "staff": staff_id, "staff_name": name}
