"""Lists by pages, composed and planned once: how many rows there are, and those of one page."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db.models import Count, QuerySet

from pacesetter.people.composed_query import ComposedQuery

R = TypeVar("R")

# The last page ends anywhere: a composition for each end would be made for one page alone.
_STEP = 10


class PagedQuery(Generic[R]):
    """A list in an order, made by `make` as a `ComposedQuery` wants it, of rows of the organisation in scope."""

    def __init__(self, make: Callable[..., QuerySet[Any, R]], forms: Sequence[str] = ()) -> None:
        def page(start: int, stop: int, **values: Any) -> QuerySet[Any, R]:
            return make(**values)[start:stop]

        def number(**values: Any) -> QuerySet[Any, int]:
            # By their one organisation: a query set gives rows, where `count` would be composed anew each time.
            grouped = make(**values).order_by().values("organisation").annotate(number=Count("pk"))
            numbers: QuerySet[Any, int] = grouped.values_list("number", flat=True)
            return numbers

        self._page: ComposedQuery[R] = ComposedQuery(page, (*forms, "start", "stop"), is_planned=True)
        self._number: ComposedQuery[int] = ComposedQuery(number, forms, is_planned=True)

    def of(self, **values: Any) -> "PagedRows[R]":
        """The list for these values, of which pages can be read."""
        return PagedRows(self._page, self._number, values)


class PagedRows(Generic[R]):
    """What a paginator wants of a list."""

    def __init__(self, page: ComposedQuery[R], number: ComposedQuery[int], values: dict[str, Any]) -> None:
        self._page, self._number, self._values = page, number, values

    def count(self) -> int:
        """How many rows there are. One query."""
        return next(iter(self._number.rows(**self._values)), 0)

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[R]:
        return iter(self[0 : self.count()])

    def __getitem__(self, part: slice) -> list[R]:
        """The rows of the part. One query; none where it is empty."""
        number = part.stop - part.start
        if number <= 0:
            return []
        stop = part.start + -(-number // _STEP) * _STEP
        return self._page.rows(**self._values, start=part.start, stop=stop)[:number]
