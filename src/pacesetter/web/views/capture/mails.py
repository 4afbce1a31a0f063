"""E-mails that wait to be classified."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacesetter.activities.models import ActivityType
from pacesetter.capture.access import intents_of, mails_left_out, mails_of, mails_to_classify
from pacesetter.capture.models import CapturedMail, MailState
from pacesetter.capture.verbs import classify, ignore_mail, take_back_classification, take_up_mail
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_ids
from pacesetter.web.capture.mails import email_types_of, shown_mails
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.undo import say_with_undo

_SALT = "pacesetter.capture.changes"
_MOST_AT_ONCE = 100
_INTENTS_PER_PAGE = 20


@require_safe
@member_view
def mails(request: MemberRequest) -> HttpResponse:
    """One's own, the latest first."""
    page = page_of(request, mails_to_classify(request.member))
    context = {
        "page": page,
        "lines": shown_mails(request.member, list(page)),
        "types": email_types_of(request.member),
        "intents": page_of(request, intents_of(request.member), per_page=_INTENTS_PER_PAGE, param="intents"),
        "query": other_query(request),
        "intents_query": other_query(request, "intents"),
        "place": "my_day",
    }
    return render(request, "web/capture/mails.html", context)


@require_safe
@member_view
def mails_ignored(request: MemberRequest) -> HttpResponse:
    """Those that were left out, until they are erased: what a rule ignores is seen nowhere else."""
    page = page_of(request, mails_left_out(request.member))
    context = {"page": page, "lines": shown_mails(request.member, list(page)), "place": "my_day"}
    return render(request, "web/capture/mails_ignored.html", context)


@require_POST
@member_view
def mail_changes(request: MemberRequest) -> HttpResponse:
    """POST does what `do` says to each `mail`: logs it as suggested or as `type`, or ignores it. One undo for all."""
    viewer, sent = request.member, request.POST
    ids = written_ids(sent.getlist("mail"))[:_MOST_AT_ONCE]
    rows = list(mails_to_classify(viewer).filter(pk__in=ids))
    types = {str(one.pk): one for one in email_types_of(viewer)}
    suggested = {line.id: line.suggested for line in shown_mails(viewer, rows)}
    done, reasons = [], list[str]()
    for row in rows:
        try:
            if sent.get("do") == "ignore":
                ignore_mail(row, by=viewer)
            else:
                wanted = sent.get("type", "") if sent.get("do") == "type" else str(suggested[row.pk] or "")
                classify(row, by=viewer, activity_type=_type(types, wanted))
            done.append(row.pk)
        except Refusal as refusal:
            reasons.append(refusal.message)
    if not rows:
        messages.error(request, _("Choose at least one e-mail."))
    if done:
        number = len(done)
        text = ngettext("%(number)s e-mail settled.", "%(number)s e-mails settled.", number) % {"number": number}
        say_with_undo(request, text, reverse("mail_changes_undo", args=[signing.dumps([viewer.pk, done], salt=_SALT)]))
    if reasons:
        count = ngettext("%(number)s e-mail waits still.", "%(number)s e-mails wait still.", len(reasons))
        said = " ".join(dict.fromkeys(reasons))
        messages.warning(request, f"{count % {'number': len(reasons)}} {said}")
    return go_back(request, "mails")


@require_http_methods(["DELETE"])
@member_view
def mail_changes_undo(request: MemberRequest, changes: str) -> HttpResponse:
    """DELETE asks again about all that were settled together."""
    try:
        member_id, ids = signing.loads(changes, salt=_SALT, max_age=24 * 3600)
    except (signing.BadSignature, ValueError):
        member_id, ids = None, []
    if member_id != request.member.pk:
        raise CapturedMail.DoesNotExist
    for row in mails_of(request.member).filter(pk__in=ids):
        try:
            if row.state == MailState.LOGGED:
                take_back_classification(row, by=request.member)
            else:
                take_up_mail(row, by=request.member)
        except Refusal as refusal:
            messages.warning(request, refusal.message)
    return go_back(request, "mails")


def _type(types: dict[str, ActivityType], wanted: str) -> ActivityType:
    if wanted not in types:
        raise Refusal(_("Choose what sort of e-mail it was."), field="type", code="required")
    return types[wanted]
