"""Activities over the API. Each endpoint translates to one verb; undo is DELETE on the same address."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Status
from ninja.decorators import decorate_view

from pacesetter.activities import verbs
from pacesetter.activities.access import activities_seen_by, get_activity_for, get_activity_to_change_for
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Status as ActivityStatus
from pacesetter.api import found
from pacesetter.api.authentication import RecorderToken, as_member
from pacesetter.api.edits import edits_of
from pacesetter.api.in_one_trip import in_one_trip
from pacesetter.api.money import inward
from pacesetter.api.recording import LONGEST_KEY, AlreadyRecorded, record, seen_again
from pacesetter.api.schemas import (
    ActivityEdit,
    ActivityIn,
    ActivityOut,
    ActivityPage,
    CompletionIn,
    IdInAddress,
    Reason,
    ScheduleIn,
    Text,
)
from pacesetter.api.shown import answer_of, shown
from pacesetter.notifications.handed_over import tell_of_hand_over
from pacesetter.people.models import Member

router = Router(tags=["activities"])

Answer = dict[str, Any]


@router.post("", response={201: ActivityOut, 200: ActivityOut}, auth=RecorderToken())
@decorate_view(in_one_trip)
@as_member
def record_activity(
    request: HttpRequest,
    member: Member,
    given: ActivityIn,
    idempotency_key: Text = Header("", alias="Idempotency-Key", max_length=LONGEST_KEY),  # type: ignore[type-arg]  # noqa: B008
) -> HttpResponse:
    """Record an activity. With an `Idempotency-Key` a repeated request answers 200 with what the first one made; so
    does one with a known `source` and `external_id`. A key that came with another request is refused."""
    try:
        beside = getattr(request, "company_beside", None)
        activity, status = record(member, given, idempotency_key, beside), 201
    except AlreadyRecorded as already:
        activity, status = seen_again(member, already.activity), 200
    response = answer_of(activity, member, status=status)
    if status == 200:
        response["Idempotent-Replayed"] = "true"
    return response


@router.get("", response=ActivityPage)
@as_member
def list_activities(
    request: HttpRequest,
    member: Member,
    before: Annotated[IdInAddress | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Answer:
    """Activities that the caller may see, newest first."""
    rows = activities_seen_by(member).filter(deleted_at__isnull=True).order_by("-id")
    page = list((rows.filter(pk__lt=before) if before else rows)[: limit + 1])
    return {
        "items": [shown(row, member) for row in page[:limit]],
        "next": page[limit - 1].pk if len(page) > limit else None,
    }


@router.get("/{activity_id}", response=ActivityOut)
@as_member
def read_activity(request: HttpRequest, member: Member, activity_id: IdInAddress) -> Answer:
    """One activity."""
    return shown(get_activity_for(member, activity_id), member)


@router.patch("/{activity_id}", response=ActivityOut)
@as_member
def edit_activity(request: HttpRequest, member: Member, activity_id: IdInAddress, given: ActivityEdit) -> Answer:
    """Change fields of an activity."""
    activity = get_activity_to_change_for(member, activity_id)
    owner_id, edits = activity.owner_id, edits_of(given, activity, member)
    edited = verbs.edit(activity, by=member, reason=given.reason, **edits)
    if edited.owner_id != owner_id and edited.status == ActivityStatus.PLANNED:
        tell_of_hand_over(edited.owner, member, [edited])
    return shown(edited, member)


@router.delete("/{activity_id}", response={204: None})
@as_member
def delete_activity(
    request: HttpRequest, member: Member, activity_id: IdInAddress, reason: Reason = ""
) -> Status[None]:
    """Take an activity out of every list and figure. DELETE on its `deletion` brings it back."""
    verbs.delete(get_activity_to_change_for(member, activity_id), by=member, reason=reason)
    return Status(204, None)


@router.delete("/{activity_id}/deletion", response=ActivityOut)
@as_member
def restore_activity(request: HttpRequest, member: Member, activity_id: IdInAddress, reason: Reason = "") -> Answer:
    """Bring a deleted activity back."""
    return shown(verbs.restore(get_activity_to_change_for(member, activity_id), by=member, reason=reason), member)


@router.put("/{activity_id}/completion", response=ActivityOut)
@as_member
def complete_activity(request: HttpRequest, member: Member, activity_id: IdInAddress, given: CompletionIn) -> Answer:
    """Complete a planned activity."""
    activity = get_activity_to_change_for(member, activity_id)
    verbs.complete(
        activity,
        by=member,
        outcome=found.outcome(catalogue_of(member.organisation), given.outcome_id),
        minutes=given.minutes,
        value_minor=inward(given.value, member),
        note=given.note,
        at=given.at,
        reason=given.reason,
    )
    return shown(activity, member)


@router.delete("/{activity_id}/completion", response=ActivityOut)
@router.delete("/{activity_id}/cancellation", response=ActivityOut, operation_id="undo_cancellation")
@as_member
def reopen_activity(request: HttpRequest, member: Member, activity_id: IdInAddress, reason: Reason = "") -> Answer:
    """Make a completed or cancelled activity planned again."""
    return shown(verbs.reopen(get_activity_to_change_for(member, activity_id), by=member, reason=reason), member)


@router.put("/{activity_id}/cancellation", response=ActivityOut)
@as_member
def cancel_activity(request: HttpRequest, member: Member, activity_id: IdInAddress, reason: Reason = "") -> Answer:
    """Cancel a planned activity."""
    return shown(verbs.cancel(get_activity_to_change_for(member, activity_id), by=member, reason=reason), member)


@router.put("/{activity_id}/schedule", response=ActivityOut)
@as_member
def reschedule_activity(request: HttpRequest, member: Member, activity_id: IdInAddress, given: ScheduleIn) -> Answer:
    """Move a planned activity to another day or time."""
    activity = get_activity_to_change_for(member, activity_id)
    verbs.reschedule(activity, by=member, due_on=given.due_on, due_at=given.due_at, reason=given.reason)
    return shown(activity, member)
