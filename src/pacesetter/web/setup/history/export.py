"""The history of settings as a table: a row for each field that was changed."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from pacesetter.events.history import Page
from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.words import told


def history_export(page: Callable[[int | None], Page]) -> ExportTable:
    """All of it, newest first. `page` reads the events before an id."""
    headings = [_("When"), _("Who"), _("What"), _("Name"), _("Deed"), _("Field"), _("Before"), _("After"), _("Reason")]
    return ExportTable(_("History of settings"), headings, _rows(page))


def _rows(page: Callable[[int | None], Page]) -> Iterator[Row]:
    before: int | None = None
    while True:
        some = page(before)
        known = KnownNames(some.events)
        for event in some.events:
            line = told(event, known)
            start = (line.at, str(line.actor), str(line.thing), line.name, str(line.deed))
            if not line.changes:
                yield (*start, "", "", "", line.reason)
            for change in line.changes:
                yield (*start, str(change.label), str(change.before), str(change.after), line.reason)
        if some.older is None:
            return
        before = some.older
