"""The example role mapping: one role from the activity to the target, to be read and copied."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.playbooks import EXAMPLE, apply_playbook, contents
from pacesetter.web.changing import made_or_asked
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.setup.example import steps


@require_http_methods(["GET", "POST"])
@administrator_view
def example_role_mapping(request: MemberRequest) -> HttpResponse:
    """Show the example step by step; POST makes what of it is not there yet."""
    if request.method == "POST":
        here = reverse("example_role_mapping")
        return made_or_asked(
            request,
            lambda: apply_playbook(EXAMPLE, by=request.member),
            what=_("Copy the example"),
            done=_("The example is in your set-up now. Change it as you like."),
            back=here,
            place="example_role_mapping",
        ) or redirect(here)
    found = contents(EXAMPLE)
    facts = {"steps": steps(found), "found": found, "role": found.roles[0], "settings_place": "example_role_mapping"}
    return render(request, "web/setup/example.html", facts)
