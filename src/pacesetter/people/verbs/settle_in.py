"""Say that an organisation has everything that a new one needs."""

from django.db import transaction

from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.models import Organisation


def settle_in(*, by: Member | None) -> Organisation:
    """Let the first steps no longer be the administrators' start page. Doing it twice changes nothing."""
    guards.administrator(by)
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        if organisation.settled_in_at is None:
            organisation.settled_in_at = clock.now()
            organisation.save(update_fields=["settled_in_at"])
            settle("organisation.settled_in", ("organisation", organisation.pk), by=by)
    return organisation
