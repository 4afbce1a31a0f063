"""Who of the staff there somebody is."""

from collections.abc import Sequence

from pacesetter.integrations.models import Connection, JobLists, Link
from pacesetter.people.models import Member


def staff_of(connection: Connection, people: Sequence[Member]) -> list[str]:
    """Who of the staff these members are: by what somebody said, else by their e-mail address. Others are left out."""
    said = dict(
        Link.objects.filter(
            connection=connection, kind="staff", our_kind="member", our_id__in=[one.pk for one in people]
        ).values_list("our_id", "external_id")
    )
    lists = JobLists.objects.filter(connection=connection).first()
    known = lists.staff_by_email() if lists else {}
    found = [said.get(one.pk) or known.get(one.email.lower()) for one in people]
    return [one for one in found if one]
