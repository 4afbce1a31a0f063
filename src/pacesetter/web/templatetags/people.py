"""Days and kinds of leave in words."""

from datetime import date, timedelta

from django import template
from django.utils.formats import date_format

from pacesetter.people.spans import Dated, shown
from pacesetter.web.forms.people.leave import KINDS

register = template.Library()


@register.filter
def span(row: Dated) -> str:
    """The row's days, the last of them included: "1 March 2026 to 4 March 2026", a single day by itself."""
    if row.ends_on is not None and (row.ends_on - row.starts_on).days == 1:
        return date_format(row.starts_on, "SHORT_DATE_FORMAT")
    return shown(row)


@register.filter
def last_day(ends_on: date | None) -> str:
    """The day before the end that is kept."""
    return date_format(ends_on - timedelta(days=1), "DATE_FORMAT") if ends_on else ""


@register.filter
def kind_of_leave(kind: str) -> str:
    """The kind's own word, or as it was written elsewhere."""
    return str(dict(KINDS).get(kind, kind))
