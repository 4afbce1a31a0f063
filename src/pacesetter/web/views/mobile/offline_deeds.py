"""What was done without a network arrives here, one deed at a time."""

import hashlib
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities.models import Activity
from pacesetter.activities.offline_deeds import carried_out_once
from pacesetter.core.refusal import Refusal
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.offline.carrying_out import carry_out
from pacesetter.web.offline.way_on import BESIDE, way_on


@require_http_methods(["GET", "POST"])
@member_view
def offline_deeds(request: MemberRequest) -> HttpResponse:
    """GET says whose deeds are taken now, and the token to send them with. POST carries out one: 200 where it is done
    (now or before), 422 with words and a link where it is refused."""
    sent, member = request.POST, request.member
    if request.method == "GET":
        return JsonResponse({"member": str(member.pk), "token": get_token(request)})
    made_at = None
    try:
        made_at = moment = _moment(sent.get("made_at", ""))
        row = carried_out_once(
            member,
            key=sent.get("key", ""),
            made_at=moment,
            fingerprint=_fingerprint(sent),
            deed=lambda: carry_out(member, sent, moment),
        )
    except (Refusal, Activity.DoesNotExist) as problem:
        words = problem.message if isinstance(problem, Refusal) else _("This to-do is no longer there, or not yours.")
        code = problem.code if isinstance(problem, Refusal) else "gone"
        answer = {"message": words, "code": code, "link": way_on(member, sent, made_at)}
        return JsonResponse(answer, status=422)
    return JsonResponse({"activity": row.activity_id})


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Refusal(_("Say when it was done."), field="made_at", code="no_time") from None
    if moment.tzinfo is None:
        raise Refusal(_("Give the time with its time zone."), field="made_at", code="naive_time")
    return moment


def _fingerprint(sent: QueryDict) -> str:
    fields = [(name, sent.getlist(name)) for name in sorted(sent) if name not in BESIDE]
    return hashlib.sha256(urlencode(fields, doseq=True).encode()).hexdigest()
