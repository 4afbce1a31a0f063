"""What was said of e-mails while they were written, of those that were not seen since."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.capture.access import get_intent_for
from pacesetter.capture.verbs import drop_intent, log_intent, take_back_log
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_http_methods(["DELETE"])
@member_view
def mail_intent(request: MemberRequest, intent_id: int) -> HttpResponse:
    """DELETE takes it back, with what was logged of it."""
    drop_intent(get_intent_for(request.member, intent_id), by=request.member)
    messages.success(request, _("It is not logged when it is sent: you will be asked."))
    return go_back(request, "mails")


@require_http_methods(["POST", "DELETE"])
@member_view
def mail_intent_activity(request: MemberRequest, intent_id: int) -> HttpResponse:
    """POST logs it without waiting; DELETE takes that out again, and it waits as before."""
    intent = get_intent_for(request.member, intent_id)
    if request.method == "DELETE":
        take_back_log(intent, by=request.member)
        messages.success(request, _("It is logged when it is sent."))
        return go_back(request, "mails")
    with refusals_said(request):
        activity = log_intent(intent, by=request.member)
        said = {"type": activity.activity_type.name, "who": activity.company or intent.address}
        say_with_undo(request, _("Logged: %(type)s with %(who)s.") % said, request.path)
    return go_back(request, "mails")
