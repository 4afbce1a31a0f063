"""The role map: what leads from a role to the activities that count."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.setup.role_map.chain import Chain
from pacesetter.web.setup.role_map.drawing import drawn


@require_safe
@administrator_view
def role_map(request: MemberRequest) -> HttpResponse:
    """Show the picture, what is missing in it, and the same in words."""
    chain = Chain()
    chosen = request.GET.get("chosen", "")
    facts = {
        "chain": chain,
        "drawing": drawn(chain, chosen),
        "chosen": chain.nodes.get(chosen),
        "settings_place": "role_map",
    }
    return render(request, "web/setup/role_map.html", facts)
