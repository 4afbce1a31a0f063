"""What was done without a network arrives here, one deed at a time."""

import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, Outcome, Status
from pacesetter.activities.offline_deeds import carried_out_once
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import DONE, ActivityForm
from pacesetter.web.day.amounts import read_minutes
from pacesetter.web.day.quick import understood
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.views.day.new_activity import recorded

# The token changes with each page and is no part of what was done.
_BESIDE = ("csrfmiddlewaretoken", "next", "shown", "form_key")
# A completion whose answer was lost on the way: the server's moment is a little later than the device's.
_SAME_TAP = timedelta(minutes=5)


@require_POST
@member_view
def offline_deeds(request: MemberRequest) -> HttpResponse:
    """Carry out one deed: 200 where it is done (now or before), 422 with words and a link where it is refused."""
    sent, member = request.POST, request.member
    try:
        made_at = _moment(sent.get("made_at", ""))
        row = carried_out_once(
            member,
            key=sent.get("key", ""),
            made_at=made_at,
            fingerprint=_fingerprint(sent),
            deed=lambda: _carry_out(member, sent, made_at),
        )
    except (Refusal, Activity.DoesNotExist) as problem:
        words = problem.message if isinstance(problem, Refusal) else _("This to-do is no longer there, or not yours.")
        code = problem.code if isinstance(problem, Refusal) else "gone"
        answer = {"message": words, "code": code, "link": _link(member, sent)}
        return JsonResponse(answer, status=422)
    return JsonResponse({"activity": row.activity_id})


def _carry_out(member: Member, sent: QueryDict, made_at: datetime) -> Activity:
    match sent.get("kind"):
        case "completion":
            return _complete(member, sent, made_at)
        case "quick":
            with clock.standing_at(made_at):
                quick = understood(member, sent.get("line", "")[:300], sent)
            if not quick.is_clear or quick.activity_type is None:
                raise Refusal(_("The line can mean several things. Open it, and choose."), field="line", code="open")
            return _recorded(ActivityForm(member, quick.activity_type, quick.values), made_at)
        case "activity":
            written = sent.get("type", "")
            kind = catalogue_of(member.organisation).types.get(int(written)) if _is_number(written) else None
            if kind is None:
                raise Refusal(_("This kind of activity is no longer there. Choose another."), field="type", code="gone")
            return _recorded(ActivityForm(member, kind, sent), made_at)
    raise Refusal(_("This can't be done without a network."), field="kind", code="unknown_kind")


def _complete(member: Member, sent: QueryDict, made_at: datetime) -> Activity:
    written = sent.get("activity", "")
    activity = get_activity_to_change_for(member, int(written) if _is_number(written) else 0)
    if activity.status == Status.COMPLETED and activity.completed_at is not None:
        if activity.completed_by_id == member.pk and abs(activity.completed_at - made_at) <= _SAME_TAP:
            return activity
        who = catalogue_of(member.organisation).members.get(activity.completed_by_id or 0)
        words = _("%(who)s completed this before. Look at it, then drop yours or change what stands there.")
        raise Refusal(words % {"who": who.name if who else _("Somebody")}, code="completed_before")
    return verbs.complete(
        activity,
        by=member,
        outcome=_outcome(member, sent.get("outcome", "")),
        minutes=read_minutes(sent.get("minutes", "")),
        note=sent.get("note", "").strip() or None,
        at=made_at,
    )


def _outcome(member: Member, written: str) -> Outcome | None:
    if not written:
        return None
    outcome = catalogue_of(member.organisation).outcomes.get(int(written)) if _is_number(written) else None
    if outcome is None:
        raise Refusal(_("Choose how it ended."), field="outcome", code="unknown")
    return outcome


def _recorded(form: ActivityForm, made_at: datetime) -> Activity:
    activity = recorded(form, made_at=made_at)
    if activity is None:
        raise Refusal(" ".join(dict.fromkeys(form.errors.values())), code="faults")
    return activity


def _link(member: Member, sent: QueryDict) -> str:
    """Where it can be put right: the activity, or the form with all that was written and the time of that."""
    if sent.get("kind") == "completion":
        written = sent.get("activity", "")
        return reverse("activity", args=[int(written)]) if _is_number(written) else reverse("to_dos")
    try:
        made_at = _moment(sent.get("made_at", "")).astimezone(member.zone())
    except Refusal:
        made_at = clock.now().astimezone(member.zone())
    values = {name: sent.getlist(name) for name in sent if name not in (*_BESIDE, "key", "kind", "made_at", "line")}
    if sent.get("kind") == "quick":
        with clock.standing_at(made_at):
            quick = understood(member, sent.get("line", "")[:300], sent)
        # What isn't understood stays readable as the subject.
        values = {"subject": [sent.get("line", "")[:300]]} | {name: quick.values.getlist(name) for name in quick.values}
        values["state"] = values["state"] if values.get("state", [""])[0] else [DONE]
    if values.get("state") == [DONE] and not values.get("day", [""])[0]:
        values |= {"day": [made_at.date().isoformat()], "time": [made_at.strftime("%H:%M")]}
    return reverse("new_activity") + "?" + urlencode(values, doseq=True)


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Refusal(_("Say when it was done."), field="made_at", code="no_time") from None
    if moment.tzinfo is None:
        raise Refusal(_("Give the time with its time zone."), field="made_at", code="naive_time")
    return moment


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 19


def _fingerprint(sent: QueryDict) -> str:
    fields = [(name, sent.getlist(name)) for name in sorted(sent) if name not in _BESIDE]
    return hashlib.sha256(urlencode(fields, doseq=True).encode()).hexdigest()
