"""Begin to listen to a mailbox. May take as long as its server lets us wait."""

import imaplib

from pacesetter.capture.imap import connected, hang_up, open_folder, sent_folder
from pacesetter.capture.models import Mailbox
from pacesetter.capture.watching.line import Line
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import opened


class NoIdle(Exception):
    """The server can't tell us of new mail."""


def opened_lines(row: Mailbox) -> list[Line]:
    """A line for the inbox and, where the server names one, for the folder of sent mail: one connection hears of one
    folder. Raises `NoIdle`, and what `connected` raises."""
    servers: list[imaplib.IMAP4] = []
    try:
        servers.append(_open(row))
        sent = sent_folder(servers[0])
        if sent:
            servers.append(_open(row))
        for server, name in zip(servers, ("INBOX", sent), strict=False):
            open_folder(server, str(name))
        return [Line(server, row.pk) for server in servers]
    except BaseException:
        for server in servers:
            hang_up(server)
        raise


def _open(row: Mailbox) -> imaplib.IMAP4:
    with scope(row.organisation_id):
        password = opened(row, "password")
    server = connected(host=row.host, port=row.port, security=row.security, user=row.user, password=password)
    if "IDLE" not in server.capabilities:
        hang_up(server)
        raise NoIdle
    return server
