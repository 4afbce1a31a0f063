"""One connection that waits for what comes into one folder (RFC 2177)."""

import imaplib
import re
import ssl
import time
from typing import Self

from pacesetter.capture.imap import hang_up

# Servers hang up after 30 minutes without a word, and what stands between often sooner.
RENEWED_AFTER = 9 * 60.0
_NEW = re.compile(rb"^\* \d+ EXISTS\b", re.MULTILINE | re.IGNORECASE)
_ENDED = re.compile(rb"^(?:\* BYE|pace\d+ (?:NO|BAD))", re.MULTILINE | re.IGNORECASE)
_CHUNK = 65536


class LineBroken(Exception):
    """The server has hung up, or does not want to go on."""


class Line:
    """Made of a server on which a folder is open. From then on nothing but this may use it."""

    def __init__(self, server: imaplib.IMAP4, mailbox_id: int) -> None:
        self.mailbox_id = mailbox_id
        self._server = server
        self._socket = server.sock
        self._rest = b""
        self._number, self._since = 0, 0.0
        self._socket.setblocking(False)
        self._idle()

    def fileno(self) -> int:
        """For a selector."""
        return self._socket.fileno()

    def renewed(self) -> Self:
        """Say that we are still there, where it is time to. Raises `LineBroken`."""
        if time.monotonic() - self._since > RENEWED_AFTER:
            self._send(b"DONE\r\n")
            # It is begun anew once the server has said that it has ended: Dovecot does not hear what is asked earlier.
            self._since = time.monotonic()
        return self

    def hear(self) -> bool:
        """Read what the server has said; whether new mail is among it. Raises `LineBroken`."""
        said = self._rest
        while True:
            try:
                more = self._socket.recv(_CHUNK)
            except (BlockingIOError, ssl.SSLWantReadError):
                break
            except OSError as error:
                raise LineBroken(str(error)) from error
            if not more:
                raise LineBroken("the server has hung up")
            said += more
        lines, _newline, self._rest = said.rpartition(b"\n")
        self._rest = self._rest[-_CHUNK:]
        if _ENDED.search(lines):
            raise LineBroken("the server does not go on")
        if re.search(rb"^pace%d OK" % self._number, lines, re.MULTILINE):
            self._idle()
        return bool(_NEW.search(lines))

    def close(self) -> None:
        """Hang up."""
        hang_up(self._server)

    def _idle(self) -> None:
        self._number += 1
        self._send(b"pace%d IDLE\r\n" % self._number)
        self._since = time.monotonic()

    def _send(self, words: bytes) -> None:
        try:
            self._socket.sendall(words)
        except OSError as error:
            raise LineBroken(str(error)) from error
