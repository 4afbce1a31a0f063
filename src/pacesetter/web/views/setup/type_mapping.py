"""Which KPIs count which activities."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.setup.mapping.answer import mapping_answer
from pacesetter.web.setup.mapping.mapping import TypeMapping


@require_http_methods(["GET", "POST"])
@administrator_view
def type_mapping(request: MemberRequest) -> HttpResponseBase:
    """Show the table of weights; POST saves what was typed into it."""
    return mapping_answer(request, TypeMapping())
