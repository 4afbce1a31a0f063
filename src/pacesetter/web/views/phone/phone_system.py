"""One phone system: add, edit, a new secret, switch off and on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.events import noting
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.telephony.verbs import add_source, archive_source, edit_source, renew_secret, restore_source
from pacesetter.web.asking import asked
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.call_source import CallSourceForm, NewCallSourceForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.phone.sources import shown_source
from pacesetter.web.refusals import refusals_shown
from pacesetter.web.undo import say_with_undo


@require_http_methods(["GET", "POST"])
@administrator_view
def new_phone_system(request: MemberRequest) -> HttpResponse:
    """Add one. What it is to be told (address, and a secret of ours) is shown on the answer, this once."""
    form = NewCallSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_shown(form):
            source, secret = add_source(by=request.member, shape=given["shape"], secret=given["secret"], **form.edits())
            return _told(request, source, secret)
    return render(request, "web/phone/phone_system.html", {"form": form, "is_new": True})


@require_http_methods(["GET", "POST"])
@administrator_view
def phone_system(request: MemberRequest, call_source_id: int) -> HttpResponse:
    """Show and edit it."""
    source = CallSource.objects.get(pk=call_source_id)
    form = CallSourceForm(source, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                edit_source(source, by=request.member, **form.edits())
            say_deed(request, _("Saved. It counts for calls from now on."), event_ids)
            return redirect("phone_system", call_source_id=source.pk)
    secret_is_ours = SHAPES[source.shape].secret_is_ours
    context = {"form": form, "source": shown_source(source), "secret_is_ours": secret_is_ours}
    return render(request, "web/phone/phone_system.html", context)


@require_http_methods(["POST"])
@administrator_view
def phone_system_secret(request: MemberRequest, call_source_id: int) -> HttpResponse:
    """Another secret, once it is sure that the old one may work no longer."""
    source = CallSource.objects.get(pk=call_source_id)
    # A token that somebody types is the phone system's own: it has changed there already.
    if SHAPES[source.shape].secret_is_ours:
        question = asked(
            request,
            what=_("Another secret for “%(name)s”?") % {"name": source.name},
            loss=_("The one there is works no longer: reports are refused until the phone system has the new one."),
            deed=_("Make a new secret"),
            back=reverse("phone_system", args=[source.pk]),
        )
        if question is not None:
            return question
    try:
        secret = renew_secret(source, by=request.member, secret=request.POST.get("secret", ""))
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("phone_system", call_source_id=source.pk)
    return _told(request, source, secret)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def phone_system_archive(request: MemberRequest, call_source_id: int) -> HttpResponse:
    """Switch it off; DELETE switches it on again."""
    source = CallSource.objects.get(pk=call_source_id)
    if request.method == "DELETE":
        restore_source(source, by=request.member)
        messages.success(request, _("%(name)s reports calls again.") % {"name": source.name})
    else:
        archive_source(source, by=request.member)
        text = _("%(name)s is switched off. What it reported stays.") % {"name": source.name}
        say_with_undo(request, text, request.path)
    return redirect("phone_systems")


def _told(request: MemberRequest, source: CallSource, secret: str) -> HttpResponse:
    ours = secret if SHAPES[source.shape].secret_is_ours else ""
    response = render(request, "web/phone/told.html", {"source": shown_source(source), "secret": ours})
    response.headers["Cache-Control"] = "no-store"
    return response
