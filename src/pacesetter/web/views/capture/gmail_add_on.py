"""How administrators bring the add-on into Gmail, and in whose accounts it acts."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.capture.gmail.add_on import add_on_now, is_reachable
from pacesetter.capture.gmail.deployment import deployment
from pacesetter.capture.models import GoogleAccount
from pacesetter.web.capture.google_accounts import shown_accounts
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of


@require_safe
@administrator_view
def gmail_add_on(request: MemberRequest) -> HttpResponse:
    """The steps with the values of this installation, and the accounts that are connected."""
    page = page_of(request, GoogleAccount.objects.select_related("member").order_by("member__name", "email", "pk"))
    context = {
        "add_on": add_on_now(),
        "is_reachable": is_reachable(),
        "address": settings.PUBLIC_URL,
        "page": page,
        "accounts": shown_accounts(page),
    }
    return render(request, "web/capture/gmail_add_on.html", context)


@require_safe
@administrator_view
def gmail_deployment(request: MemberRequest) -> HttpResponse:
    """The deployment as a file, the same as `pacesetter gmail-addon manifest` prints."""
    headers = {"Content-Disposition": 'attachment; filename="pacesetter-gmail.json"'}
    text = json.dumps(deployment(), indent=2) + "\n"
    return HttpResponse(text, content_type="application/json", headers=headers)
