"""How administrators bring the add-in into Outlook, with the manifest of this installation."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pacesetter.capture.outlook.checking import faults_of
from pacesetter.capture.outlook.manifest import VERSION, manifest
from pacesetter.core.refusal import Refusal
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_safe
@administrator_view
def outlook_add_in(request: MemberRequest) -> HttpResponse:
    """The steps, and whether the manifest can be used."""
    wrong, faults = "", list[str]()
    try:
        faults = faults_of(manifest())
    except Refusal as refusal:
        wrong = refusal.message
    context = {"wrong": wrong, "faults": faults, "version": VERSION, "address": settings.PUBLIC_URL}
    return render(request, "web/capture/outlook_add_in.html", context)


@require_safe
@administrator_view
def outlook_manifest(request: MemberRequest) -> HttpResponse:
    """The manifest as a file."""
    try:
        text = manifest()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("outlook_add_in")
    headers = {"Content-Disposition": 'attachment; filename="pacesetter-outlook.xml"'}
    return HttpResponse(text, content_type="application/xml", headers=headers)
