"""Record an activity once, however often the request arrives."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_for
from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.models import Activity, Provenance
from pacesetter.api import found
from pacesetter.api.errors import Conflict
from pacesetter.api.meetings import plan_meeting
from pacesetter.api.money import inward
from pacesetter.api.schemas import ActivityIn
from pacesetter.core.refusal import Refusal
from pacesetter.crm.lookup import company_unread
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.together import Proviso, Unproven

# Characters of the longest key by which a request is known again.
LONGEST_KEY = 64
# What a key was first sent with is kept in the activity's details under this name, for nobody to see.
_REQUEST = "_request"


class AlreadyRecorded(Exception):
    """The request, or the other system's record, is known: this is what came of it."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity


def record(
    caller: Member, given: ActivityIn, request_key: str, beside: tuple[int, tuple[Any, ...]] | None = None
) -> Activity:
    """Log or plan what was given; `beside` is a company that was read with the token.

    Raises `AlreadyRecorded` where the key or the external id is known already.
    """
    catalogue = catalogue_of(caller.organisation)
    try:
        company = partial(found.company, given.company_id, caller, beside)
        return _record(caller, catalogue, given, request_key, company)
    except IntegrityError as error:
        known = _known(caller, given, request_key)
        if known is None:
            raise error
        raise AlreadyRecorded(known) from error


def record_unproven(
    caller: Member, catalogue: Catalogue, given: ActivityIn, request_key: str, proviso: Proviso
) -> Activity:
    """Log what was given in one statement, which does nothing unless the proviso about the caller holds.

    For the caller alone, or somebody who sees everyone, and with nobody else taking part. Raises `Unproven`, a
    `Refusal` or `IntegrityError` where nothing is recorded: what is said then is for `record` to find out.
    """
    others = given.contact_ids or given.participant_ids
    may = given.owner_id in (None, caller.pk) or caller.sees_everyone
    if given.status != "completed" or others or not may:
        raise Unproven
    company, provisos = None, [proviso]
    if given.company_id is not None:
        company, is_so = company_unread(caller, given.company_id)
        provisos.append(is_so)
    return _record(caller, catalogue, given, request_key, lambda: company, provisos)


def _record(
    caller: Member,
    catalogue: Catalogue,
    given: ActivityIn,
    request_key: str,
    company: Callable[[], Company | None],
    provisos: Sequence[Proviso] = (),
) -> Activity:
    if bool(given.source) != bool(given.external_id):
        raise Refusal(
            _("Give `source` and `external_id` together."),
            field="external_id" if given.source else "source",
            code="required",
        )
    common: dict[str, Any] = {
        "by": caller,
        "activity_type": found.activity_type(catalogue, given.activity_type_id),
        "owner": found.owner(catalogue, given.owner_id, caller),
        "company": company(),
        "contacts": found.contacts(given.contact_ids, caller),
        "participants": found.members(catalogue, given.participant_ids),
        "subject": given.subject,
        "note": given.note,
        "minutes": given.minutes,
        "value_minor": inward(given.value, caller) or 0,
        "provenance": Provenance.API,
        "source": given.source,
        "external_id": given.external_id,
        "request_key": request_key,
        "details": {_REQUEST: _fingerprint(given)} if request_key else None,
        "at": given.at,
        "reason": given.reason,
    }
    if given.meeting is not None and (given.status != "planned" or common["activity_type"].category != "meeting"):
        raise Refusal(_("Only a planned meeting has this."), field="meeting", code="not_allowed_here")
    if given.status == "planned":
        if given.outcome_id is not None:
            raise Refusal(_("A planned activity has no outcome yet."), field="outcome_id", code="not_allowed_here")
        if given.meeting is not None:
            return plan_meeting(given.meeting, given.due_on, given.due_at, **common)
        return verbs.plan(due_on=given.due_on, due_at=given.due_at, **common)
    for name in ("due_on", "due_at"):
        if getattr(given, name) is not None:
            raise Refusal(
                _("What is done is not due any more. Give `at` for when it happened."),
                field=name,
                code="not_allowed_here",
            )
    return verbs.log(outcome=found.outcome(catalogue, given.outcome_id), provisos=provisos, **common)


def _known(caller: Member, given: ActivityIn, request_key: str) -> Activity | None:
    if request_key:
        same_key = Activity.objects.filter(created_by=caller, request_key=request_key).first()
        if same_key is not None:
            if same_key.details.get(_REQUEST) != _fingerprint(given):
                raise Refusal(
                    _("This Idempotency-Key belongs to another request. Send a new key."),
                    field="Idempotency-Key",
                    code="key_reused",
                )
            return same_key
    if given.external_id:
        return Activity.objects.filter(source=given.source, external_id=given.external_id).first()
    return None


def _fingerprint(given: ActivityIn) -> str:
    # Without defaults, so that a field which a later version adds changes no fingerprint.
    return sha256(given.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def seen_again(caller: Member, known: Activity) -> Activity:
    """What was recorded before, as the caller may see it. Raises a `Conflict` where there is nothing to show."""
    try:
        activity = get_activity_for(caller, known.pk)
    except Activity.DoesNotExist:
        raise Conflict(_("This is recorded already, where you may not see it."), code="known_elsewhere") from None
    if activity.deleted_at is not None:
        raise Conflict(
            _("This is recorded already and was deleted. Restore it instead."), code="deleted", activity_id=activity.pk
        )
    return activity
