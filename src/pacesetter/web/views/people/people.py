"""The list of members, for administrators."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.people.listed import STATES, listed, members_with, with_places
from pacesetter.web.swaps import page_or_part


@require_safe
@administrator_view
def people(request: MemberRequest) -> HttpResponse:
    """Everybody here, with search by name or address, and by state."""
    search, state = request.GET.get("search", "").strip(), request.GET.get("state", "")
    today = clock.today(request.member.zone())
    page = page_of(request, with_places(members_with(state, search), today))
    facts = {
        "page": page,
        "lines": [listed(member) for member in page],
        "query": other_query(request),
        "search": search,
        "state": state if state in dict(STATES) else "",
        "states": STATES,
    }
    return page_or_part(request, "web/people/people.html", "web/people/_people.html", facts)
