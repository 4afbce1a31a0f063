"""Activity types: a list that is edited in place."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.setup.lists.activity_types import ActivityTypeList
from pacesetter.web.setup.lists.answer import archived_answer, list_answer


@require_http_methods(["GET", "POST"])
@administrator_view
def activity_types(request: MemberRequest) -> HttpResponseBase:
    """Show the list; POST saves what was typed into it."""
    return list_answer(request, ActivityTypeList())


@require_http_methods(["POST", "DELETE"])
@administrator_view
def activity_type_archive(request: MemberRequest, activity_type_id: int) -> HttpResponse:
    """POST archives, DELETE restores."""
    return archived_answer(request, ActivityTypeList(), activity_type_id)
