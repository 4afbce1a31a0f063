"""The recency board."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.crm.models import CompanyKind
from pacesetter.web.customers.filters import NOBODY, filters_from
from pacesetter.web.customers.recency import PER_COLUMN, columns_on, in_order, tiles_of
from pacesetter.web.customers.slices import slices_of
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query
from pacesetter.web.swaps import page_or_part


@require_safe
@member_view
def recency(request: MemberRequest) -> HttpResponse:
    """Four columns by the time since the last contact, each paged by its own name in the address."""
    viewer = request.member
    filters = filters_from(viewer, request.GET)
    companies = filters.unordered()
    columns = columns_on(filters.today)
    lists = {column.key: in_order(companies.filter(column.fits)) for column in columns}
    pages = slices_of(request, lists, per_page=PER_COLUMN)
    shown = [one for page in pages.values() for one in page.rows]
    tiles = tiles_of(shown, catalogue_of(viewer.organisation), filters.today)
    context = {
        "filters": filters,
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "page": pages[column.key],
                "count": pages[column.key].count,
                "tiles": [tiles[one.pk] for one in pages[column.key].rows],
                "query": other_query(request, column.key),
            }
            for column in columns
        ],
        "kinds": CompanyKind.choices,
        "nobody": NOBODY,
        "place": "companies",
    }
    return page_or_part(request, "web/customers/recency.html", "web/customers/_recency.html", context)
