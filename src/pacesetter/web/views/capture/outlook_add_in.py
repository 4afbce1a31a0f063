"""How administrators bring the add-in into Outlook, with the manifest of this installation."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.capture.models import EntraApp, EntraIdentity
from pacesetter.capture.outlook.checking import faults_of
from pacesetter.capture.outlook.manifest import VERSION, manifest
from pacesetter.capture.verbs import set_entra_app
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.web.asking import asked
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST"])
@administrator_view
def outlook_add_in(request: MemberRequest) -> HttpResponse:
    """The steps, and whether the manifest can be used. POST says by which application of Entra ID members log in."""
    wrong, faults, entra, error = "", list[str](), EntraApp.objects.first(), ""
    ids = {"tenant": str(entra.tenant_id), "client": str(entra.client_id)} if entra else {"tenant": "", "client": ""}
    if request.method == "POST":
        ids = {name: request.POST.get(name, "").strip() for name in ("tenant", "client")}
        question = _sure(request) if EntraIdentity.objects.exists() and not any(ids.values()) else None
        if question is not None:
            return question
        try:
            with noting() as event_ids:
                set_entra_app(by=request.member, tenant_id=ids["tenant"], client_id=ids["client"])
        except NotAllowed:
            raise
        except Refusal as refusal:
            error = refusal.message
        else:
            text = _("Saved. Download the manifest anew and upload it: it says so to Outlook.")
            say_deed(request, text, event_ids)
            return redirect("outlook_add_in")
    try:
        faults = faults_of(manifest(entra))
    except Refusal as refusal:
        wrong = refusal.message
    address: str = settings.PUBLIC_URL
    context = {
        "wrong": wrong,
        "faults": faults,
        "version": VERSION,
        "address": address,
        "ids": ids,
        "error": error,
        "host": urlsplit(address).netloc,
    }
    return render(request, "web/capture/outlook_add_in.html", context, status=422 if error else 200)


def _sure(request: MemberRequest) -> HttpResponse | None:
    return asked(
        request,
        what=_("No longer log in by Microsoft accounts?"),
        loss=_("Who has which Microsoft account is forgotten: members log in anew, in Outlook."),
        deed=_("Log in by codes alone"),
        back=reverse("outlook_add_in"),
    )


@require_safe
@administrator_view
def outlook_manifest(request: MemberRequest) -> HttpResponse:
    """The manifest as a file."""
    try:
        text = manifest(EntraApp.objects.first())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("outlook_add_in")
    headers = {"Content-Disposition": 'attachment; filename="pacesetter-outlook.xml"'}
    return HttpResponse(text, content_type="application/xml", headers=headers)
