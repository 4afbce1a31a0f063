"""Leave off a mail by the link in it: without a log-in, since whoever reads an old mail may have none any more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.leave_off import digest_of, set_wanted


# Mail programs send the POST themselves when somebody presses their button (RFC 8058). It carries no cookie and no
# token of forms, and needs none: the link is signed, and can do this one thing.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave_off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, which a mail scanner may send; leave it off on POST, with a way back."""
    digest = digest_of(token)
    if digest is None:
        raise Http404
    is_done = False
    if request.method == "POST":
        set_wanted(token, wanted=request.POST.get("again") == "yes")
        is_done = request.POST.get("again") != "yes"
    context = {
        "is_daily": digest is Digest.DAILY,
        "is_reminder": digest is Digest.REMINDER,
        "is_done": is_done,
        "is_back": request.method == "POST" and not is_done,
    }
    return render(request, "web/leave_off.html", context)
