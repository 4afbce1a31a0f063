"""Connections and what was asked of one, as tables."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.integrations.models import Connection, SentRequest
from pacesetter.web.connections.shown import shown_connection, shown_request
from pacesetter.web.exports import ExportTable, Row


def connections_export(rows: Iterable[Connection]) -> ExportTable:
    """The connections there are, without their secrets."""
    headings = [_("System"), _("Account"), _("State"), _("What to do"), _("Dry run"), _("Last success")]
    return ExportTable(_("Connected systems"), headings, _connections(rows))


def requests_export(name: str, rows: QuerySet[SentRequest]) -> ExportTable:
    """What was asked of a system. The bodies stay on the page: they are cut there, and looked at one by one."""
    headings = [_("When"), _("Method"), _("Address"), _("For"), _("Result"), _("Milliseconds"), _("What went wrong")]
    return ExportTable(name, headings, _requests(rows))


def _connections(rows: Iterable[Connection]) -> Iterator[Row]:
    for row in rows:
        line = shown_connection(row)
        yield (str(line.name), line.account, line.state, line.advice, line.is_dry, row.succeeded_at)


def _requests(rows: QuerySet[SentRequest]) -> Iterator[Row]:
    for row in rows.iterator(chunk_size=500):
        line = shown_request(row)
        yield (row.sent_at, row.method, line.address, line.about, line.result, row.milliseconds, line.failure)
