"""The history of every setting, and the way back."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pacesetter.core.written_ids import written_id
from pacesetter.events.history import Page, history_of, history_of_kinds
from pacesetter.events.models import Event
from pacesetter.past_settings import Now, loses, loss, put_back
from pacesetter.web.asking import asked
from pacesetter.web.changing import made_or_asked
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.setup.history.capture import CAPTURE
from pacesetter.web.setup.history.export import history_export
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.words import THINGS, Told, is_about_a_list, told, told_events

# What the list can be narrowed to: kinds of things, targets, which belong to KPIs, and what has no things of its own.
TARGETS, MAIL = "target", "capture"
CHOICES = (
    *((kind, label) for kind, label in THINGS.items() if kind != "blocked_address"),
    (TARGETS, gettext_lazy("Targets")),
    (MAIL, gettext_lazy("E-mail capture")),
)


@require_safe
@administrator_view
def settings_history(request: MemberRequest) -> HttpResponseBase:
    """Newest first; narrowed by `kind`, or by `thing` to one of them."""
    kind, thing = request.GET.get("kind", ""), request.GET.get("thing", "")
    if answer := exported(request, history_export(lambda before: _page(kind, thing, before))):
        return answer
    page = _page(kind, thing, written_id(request.GET.get("before", "")))
    known = KnownNames(page.events)
    now = Now(page.events)
    lines = [told(event, known, now) for event in page.events]
    facts = {
        "lines": lines,
        "older": page.older,
        "is_first": "before" not in request.GET,
        "choices": CHOICES,
        "kind": kind,
        "thing": thing,
        "thing_name": lines[0].name if thing and lines else "",
        "query": f"thing={thing}" if thing else f"kind={kind}",
        "settings_place": "settings_history",
    }
    return render(request, "web/setup/history.html", facts)


@require_POST
@administrator_view
def setting_before(request: MemberRequest, event_id: int) -> HttpResponse:
    """Give the setting the value that it had before this event."""
    event = Event.objects.get(told_events(), pk=event_id, subject_kind__in=THINGS)
    line = told(event, KnownNames([event]))
    back = reverse("settings_history")
    name = f"{line.thing} {line.name}".strip()
    what = _("Put back what was before: %(name)s") % {"name": name}

    def losing() -> HttpResponse | None:
        lost = loss(event)
        return asked(request, what=what, loss=lost, deed=_("Put back"), back=back) if lost else None

    return made_or_asked(
        request,
        lambda: put_back(Event.objects.get(pk=event_id), by=request.member),
        what=what,
        question=losing if loses(event) else None,
        done=_done(event, line),
        back=back,
        place="settings_history",
    ) or redirect(back)


def _done(event: Event, line: Told) -> str:
    names = {"name": line.name or line.thing}
    if event.verb == "member.archived":
        return _("%(name)s is here as before. Accounts that were connected stay disconnected.") % names
    if is_about_a_list(event):
        return _("%(name)s: the order is as it was before.") % names
    return _("“%(name)s” is as it was before.") % names


def _page(kind: str, thing: str, before: int | None) -> Page:
    if thing:
        subject_kind, _colon, subject_id = thing.partition(":")
        number = written_id(subject_id)
        if subject_kind not in THINGS or number is None:
            raise Http404
        return history_of(subject_kind, number, which=told_events(), before=before)
    if kind == TARGETS:
        return history_of_kinds(["kpi"], verbs_begin="target.", before=before)
    if kind == MAIL:
        return history_of_kinds(["organisation", "blocked_address"], which=CAPTURE, before=before)
    if kind == "organisation":
        return history_of_kinds([kind], which=told_events() & ~CAPTURE, before=before)
    return history_of_kinds([kind] if kind in THINGS else list(THINGS), which=told_events(), before=before)
