"""Sets of days as half-open spans."""

from collections.abc import Iterable
from datetime import date

Span = tuple[date, date]
Spans = tuple[Span, ...]


def joined(spans: Iterable[tuple[date, date | None]], starts_on: date, ends_on: date) -> Spans:
    """The spans cut to the range, in order, with those that overlap or touch made one. None is an open end."""
    cut = sorted((max(begins, starts_on), min(ends or ends_on, ends_on)) for begins, ends in spans)
    result: list[Span] = []
    for begins, ends in cut:
        if begins >= ends:
            continue
        if result and begins <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], ends))
        else:
            result.append((begins, ends))
    return tuple(result)


def common(first: Spans, second: Spans) -> Spans:
    """The days that lie in both."""
    both = ((max(a_begins, b_begins), min(a_ends, b_ends)) for a_begins, a_ends in first for b_begins, b_ends in second)
    return tuple(sorted(span for span in both if span[0] < span[1]))
