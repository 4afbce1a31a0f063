"""The demo organisation: one press to have it, one to be rid of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.demo import demo_organisation, reachable_by
from pacesetter.demo.cast.people import BY_KEY, LOG_INS
from pacesetter.demo.jobs import ask_for_load, ask_for_removal, last_failure, work_in_hand
from pacesetter.people.models import Member, User
from pacesetter.people.setting_up import waits_for_set_up
from pacesetter.web.letting_in import let_in
from pacesetter.web.membership import choose, memberships_of
from pacesetter.web.refusals import refusals_said

# How often the page asks how far the job is.
SECONDS = 2


@never_cache
@require_http_methods(["GET", "POST", "DELETE"])
def demo(request: HttpRequest) -> HttpResponse:
    """Say whether the demo is here and how far a job is that loads or removes it; POST loads, DELETE removes."""
    _refuse_strangers(request)
    if request.method == "POST":
        with refusals_said(request):
            ask_for_load(user_id=request.user.pk if request.user.is_authenticated else None)
        return redirect("demo")
    if request.method == "DELETE":
        ask_for_removal()
        return redirect("demo")
    job = work_in_hand()
    organisation = demo_organisation()
    own = None
    if organisation is not None and request.user.is_authenticated:
        own = memberships_of(request.user.pk, request.session).filter(organisation=organisation).first()
    facts = {
        "job": job,
        "failure": None if job else last_failure(),
        "is_removal": job is not None and job.kind == "demo.remove",
        "percent": _percent(job.progress_done, job.progress_total) if job else None,
        "seconds": SECONDS,
        "demo": None if job else organisation,
        "own_membership": own,
        "log_ins": [(key, BY_KEY[key].name, what) for key, what in LOG_INS],
        "ways": reachable_by(),
        "waits_for_set_up": waits_for_set_up(),
    }
    response = render(request, "web/_demo.html" if getattr(request, "htmx", False) else "web/demo.html", facts)
    if job and not getattr(request, "htmx", False):
        # Without script the page loads itself anew; with it htmx asks, and nothing flickers.
        response.headers["Refresh"] = str(SECONDS + 1)
    return response


@require_POST
def demo_log_in(request: HttpRequest) -> HttpResponse:
    """Be one of the people of the demo without typing the password that everybody knows. On a server that strangers
    reach it has to be typed: what somebody made of such a log-in since, a second factor say, counts there."""
    key = request.POST.get("who", "")
    if reachable_by() or key not in {key for key, what in LOG_INS}:
        raise Http404
    organisation = demo_organisation()
    user = get_object_or_404(User, email=BY_KEY[key].email, is_active=True)
    member = get_object_or_404(Member.across_organisations, organisation=organisation, user=user, archived_at=None)
    let_in(request, user)
    choose(member, request.session)
    return redirect("home")


def _refuse_strangers(request: HttpRequest) -> None:
    """For administrators, and for anybody where nobody but this machine reaches the server."""
    if not reachable_by():
        return
    if not request.user.is_authenticated:
        raise Http404
    if not memberships_of(request.user.pk, request.session).filter(access_level="administrator").exists():
        raise Http404


def _percent(done: int, total: int | None) -> int:
    return 0 if not total else min(100, 100 * done // total)
