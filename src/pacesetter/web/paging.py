"""Pages of long lists. Every list is paged."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from pacesetter.people.paged_query import PagedRows

PER_PAGE = 50


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any] | list[Any] | PagedRows[Any],
    *,
    per_page: int = PER_PAGE,
    param: str = "page",
) -> Page[Any]:
    """The page that the address asks for by `param`; the nearest one where that one is not there. Where there are
    several lists on a page, each has a name of its own."""
    # What a paginator needs of a list, and no more.
    listed: Any = rows
    return Paginator(listed, per_page).get_page(request.GET.get(param))


def other_query(request: HttpRequest, *but: str) -> str:
    """The rest of the address, for links to other pages of the same list: everything but `page` and `but`."""
    rest: QueryDict = request.GET.copy()
    for name in ("page", *but):
        rest.pop(name, None)
    return rest.urlencode()
