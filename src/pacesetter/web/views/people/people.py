"""The list of members, for administrators."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.people.export import people_export
from pacesetter.web.people.listed import STATES, lines_of, members_with, with_places
from pacesetter.web.swaps import page_or_part


@require_safe
@administrator_view
def people(request: MemberRequest) -> HttpResponseBase:
    """Everybody here, with search by name or address, and by state."""
    search, state = request.GET.get("search", "").strip(), request.GET.get("state", "")
    today = clock.today(request.member.zone())
    rows = members_with(state, search)
    if answer := exported(request, people_export(with_places(rows, today))):
        return answer
    page = page_of(request, rows)
    facts = {
        "page": page,
        "lines": lines_of(page.object_list, today),
        "query": other_query(request),
        "search": search,
        "state": state if state in dict(STATES) else "",
        "states": STATES,
    }
    return page_or_part(request, "web/people/people.html", "web/people/_people.html", facts, is_exported_above=True)
