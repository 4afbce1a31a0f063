"""The recency board."""

from collections.abc import Sequence
from dataclasses import replace

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.crm.models import CompanyKind
from pacesetter.web.customers.drawn_tiles import drawn
from pacesetter.web.customers.filters import NOBODY, CompanyFilters, filters_from
from pacesetter.web.customers.recency import (
    PER_COLUMN,
    Column,
    InUse,
    columns_on,
    counts_in,
    ids_in_columns,
    in_order,
    read_companies,
    tiles_of,
)
from pacesetter.web.customers.recency_export import recency_export
from pacesetter.web.customers.slices import Slice, counted_together, slices_of, slices_of_ids
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query
from pacesetter.web.swaps import page_or_part


@require_safe
@member_view
def recency(request: MemberRequest) -> HttpResponseBase:
    """Four columns by the time since the last contact, each paged by its own name in the address; or all as a file."""
    viewer = request.member
    filters = filters_from(viewer, request.GET)
    columns = columns_on(filters.today)
    if answer := exported(request, recency_export(filters, columns)):
        return answer
    pages = _pages(request, filters, columns)
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
                "tiles": drawn([tiles[one.pk] for one in rows]) if (rows := pages[column.key].rows) else "",
                "query": other_query(request, column.key),
            }
            for column in columns
        ],
        "kinds": CompanyKind.choices,
        "nobody": NOBODY,
        "place": "companies",
    }
    return page_or_part(
        request, "web/customers/recency.html", "web/customers/_recency.html", context, is_exported_above=True
    )


def _pages(request: MemberRequest, filters: CompanyFilters, columns: Sequence[Column]) -> dict[str, Slice]:
    """The page of each column. Of companies that are few it is known at once which belong where."""
    if filters.are_everybodys:
        listed = {column.key: InUse(column) for column in columns}
        return slices_of(request, listed, per_page=PER_COLUMN, count=lambda keys: counts_in(columns, keys))
    companies = filters.unordered()
    if not filters.leave_few:
        lists = {column.key: in_order(companies.filter(column.fits)) for column in columns}
        return slices_of(
            request, lists, per_page=PER_COLUMN, count=lambda keys: counted_together([lists[key] for key in keys])
        )
    pages = slices_of_ids(request, ids_in_columns(companies, columns), per_page=PER_COLUMN)
    rows = read_companies([pk for page in pages.values() for pk in page.rows])
    return {key: replace(page, rows=[rows[pk] for pk in page.rows if pk in rows]) for key, page in pages.items()}
