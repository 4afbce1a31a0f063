"""To-dos and activities as tables for a spreadsheet."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.people.models import Member
from pacesetter.web.day.lines import Line, lines_of
from pacesetter.web.exports import ExportTable, Row

_AT_ONCE = 500


def to_do_export(viewer: Member, to_dos: QuerySet[Activity], today: date) -> ExportTable:
    """All of the to-dos, with what the viewer sees of each on the list."""
    headings = [
        _("Day"), _("Time"), _("Type"), _("Category"), _("What about"), _("Company"), _("Contacts"), _("Owner"),
        _("Minutes"), _("Note"),
    ]  # fmt: skip

    def cells(row: Activity, line: Line) -> Row:
        return (row.due_on, row.due_at, *_who(viewer, line), row.planned_minutes, row.note)

    return ExportTable(_("To-dos"), headings, _told(viewer, to_dos, today, cells))


def activity_export(viewer: Member, name: str, activities: QuerySet[Activity], today: date) -> ExportTable:
    """Planned and done activities, with what the viewer sees of each."""
    headings = [
        _("Done on"), _("Due"), _("Type"), _("Category"), _("What about"), _("Company"), _("Contacts"), _("Owner"),
        _("Outcome"), _("Minutes"), _("Note"), _("Status"),
    ]  # fmt: skip

    def cells(row: Activity, line: Line) -> Row:
        minutes = row.minutes if row.completed_on else row.planned_minutes
        status = str(row.get_status_display())
        return (row.completed_on, row.due_on, *_who(viewer, line), line.outcome, minutes, row.note, status)

    return ExportTable(name, headings, _told(viewer, activities, today, cells))


def _told(
    viewer: Member, activities: QuerySet[Activity], today: date, cells: Callable[[Activity, Line], Row]
) -> Iterator[Row]:
    found = activities.iterator(chunk_size=_AT_ONCE)
    while rows := list(islice(found, _AT_ONCE)):
        yield from map(cells, rows, lines_of(viewer, rows, today))


def _who(viewer: Member, line: Line) -> Row:
    return (line.name, line.category, line.about, line.company, line.people, line.owner or viewer.name)
