"""Setting an empty installation up: the page behind the link that the server printed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.core.refusal import Refusal
from pacesetter.people.setting_up import set_up_link_works
from pacesetter.people.verbs import set_up as set_up_verb
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.forms.set_up import SetUpForm
from pacesetter.web.letting_in import let_in
from pacesetter.web.membership import choose
from pacesetter.web.secret_address import keep_address

# What the verb calls a field -> what the form does.
_FIELDS = {"email": "administrator_email"}


@never_cache
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for the organisation and its first administrator, make both and log the administrator in."""
    if not set_up_link_works(secret):
        return _page(request, "web/set_up_gone.html", {}, status=410)
    only_regions = "show_regions" in request.POST
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and not only_regions and form.is_valid():
        try:
            created = set_up_verb(secret, **form.cleaned_data)
        except Refusal as refusal:
            refusal.field = _FIELDS.get(refusal.field, refusal.field)
            show_refusal(form, refusal)
        else:
            assert created.administrator.user is not None  # noqa: S101 - it has just been made
            let_in(request, created.administrator.user)
            choose(created.administrator, request.session)
            return redirect("playbook_choice")
    facts = {"form": form, "secret": secret, "hide_errors": only_regions}
    return _page(request, "web/set_up.html", facts)


@require_safe
def set_up_regions(request: HttpRequest, secret: str) -> HttpResponse:
    """The field for the region of the country that was just chosen."""
    if not set_up_link_works(secret):
        raise Http404
    return render(request, "web/_region_field.html", {"form": SetUpForm(request.GET), "hide_errors": True})


def _page(request: HttpRequest, template: str, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, facts, status=status)
    return keep_address(response)
