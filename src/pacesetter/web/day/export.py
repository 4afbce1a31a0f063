"""To-dos as a table for a spreadsheet."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.people.models import Member
from pacesetter.web.day.lines import lines_of
from pacesetter.web.exports import ExportTable, Row

_AT_ONCE = 500


def to_do_export(viewer: Member, to_dos: QuerySet[Activity], today: date) -> ExportTable:
    """All of the to-dos, with what the viewer sees of each on the list."""
    headings = [
        _("Day"), _("Time"), _("Type"), _("Category"), _("What about"), _("Company"), _("Contacts"), _("Owner"),
        _("Minutes"), _("Note"),
    ]  # fmt: skip
    return ExportTable(_("To-dos"), headings, _rows(viewer, to_dos, today))


def _rows(viewer: Member, to_dos: QuerySet[Activity], today: date) -> Iterator[Row]:
    found = to_dos.iterator(chunk_size=_AT_ONCE)
    while rows := list(islice(found, _AT_ONCE)):
        for row, line in zip(rows, lines_of(viewer, rows, today), strict=True):
            yield (
                row.due_on,
                row.due_at,
                line.name,
                line.category,
                line.about,
                line.company,
                line.people,
                line.owner or viewer.name,
                row.planned_minutes,
                row.note,
            )


def activity_export(viewer: Member, name: str, activities: QuerySet[Activity], today: date) -> ExportTable:
    """Planned and done activities, with what the viewer sees of each."""
    headings = [
        _("Done on"), _("Due"), _("Type"), _("Category"), _("What about"), _("Company"), _("Contacts"), _("Owner"),
        _("Outcome"), _("Minutes"), _("Note"),
    ]  # fmt: skip
    return ExportTable(name, headings, _activities(viewer, activities, today))


def _activities(viewer: Member, activities: QuerySet[Activity], today: date) -> Iterator[Row]:
    found = activities.iterator(chunk_size=_AT_ONCE)
    while rows := list(islice(found, _AT_ONCE)):
        for row, line in zip(rows, lines_of(viewer, rows, today), strict=True):
            yield (
                row.completed_on,
                row.due_on,
                line.name,
                line.category,
                line.about,
                line.company,
                line.people,
                line.owner or viewer.name,
                line.outcome,
                row.minutes if row.completed_on else row.planned_minutes,
                row.note,
            )
