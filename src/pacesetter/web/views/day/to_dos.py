"""The to-do list."""

from fractions import Fraction

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.category import categories
from pacesetter.activities.snoozing import SnoozeTo
from pacesetter.activities.to_do_list import to_dos_of
from pacesetter.core import clock
from pacesetter.crm.companies_joined import join_companies
from pacesetter.web.customers.members import member_options, members_here
from pacesetter.web.customers.slices import COUNTED, slice_of
from pacesetter.web.day.export import to_do_export
from pacesetter.web.day.filters import DUE, EVERYBODY, filters_from
from pacesetter.web.day.lines import lines_of
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.paging import PER_PAGE, other_query
from pacesetter.web.swaps import page_or_part
from pacesetter.wording.numbers import number


@require_safe
@member_view
def to_dos(request: MemberRequest) -> HttpResponseBase:
    """What is planned by oneself, or by others whom one may see; by type, category, due day, company and words;
    page by page, or all of it as a file."""
    viewer = request.member
    today = clock.today(viewer.zone())
    catalogue = catalogue_of(viewer.organisation)
    others = sees_others(viewer)
    filters = filters_from(request.GET.dict(), viewer, catalogue, sees_others=others)
    found = filters.applied(to_dos_of(filters.owner_ids), today)
    if answer := exported(request, to_do_export(viewer, found.select_related("company"), today)):
        return answer
    page = slice_of(request, found, is_counted=not filters.text)
    join_companies(page.rows)
    context = {
        "filters": filters,
        "page": page,
        "most_counted": number(Fraction(page.number * PER_PAGE if filters.text else COUNTED)),
        "lines": lines_of(viewer, page.rows, today),
        "query": other_query(request),
        "types": [kind for kind in catalogue.types.values() if kind.archived_at is None],
        "categories": [(key, category.label) for key, category in categories().items()],
        "dues": DUE.items(),
        "everybody": EVERYBODY,
        "sees_others": others,
        "colleagues": member_options(viewer) if len(members_here(viewer)) > 1 else "",
        "snooze_choices": SnoozeTo.choices,
    }
    return page_or_part(request, "web/day/to_dos.html", "web/day/_to_do_list.html", context, is_exported_above=True)
