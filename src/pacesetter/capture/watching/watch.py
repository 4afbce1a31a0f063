"""The thread that listens to mailboxes."""

import imaplib
import logging
import selectors
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import close_old_connections, connections

from pacesetter.capture.imap import LogInRefused
from pacesetter.capture.watching.claims import ask_to_look, claim, give_back, keep_claims
from pacesetter.capture.watching.line import Line, LineBroken
from pacesetter.capture.watching.opening import NoIdle, opened_lines
from pacesetter.core.http import FetchError

logger = logging.getLogger(__name__)

# Two connections each; more mailboxes than this for one worker are looked into every few minutes, as without IDLE.
MOST = 200
_OPENERS = 4
_LOOKED_FOR_EVERY = 20.0  # seconds
# How long a mailbox is left alone that could not be opened, longer each time, and one whose server has no IDLE.
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 3600.0
# Several mails that come together are one look.
_TOGETHER = 1.0


class Watch:
    """Listens until `stop` is called. Its own trouble never ends it: it goes on after a pause."""

    def __init__(self, *, looks_every: float = _LOOKED_FOR_EVERY, pause: float = _FIRST_PAUSE) -> None:
        self._looks_every, self._pause = looks_every, pause
        self._stopped = threading.Event()
        self._selector = selectors.DefaultSelector()
        self._lines: dict[int, list[Line]] = {}
        self._opening: dict[int, Future[list[Line]]] = {}
        self._failures: dict[int, int] = defaultdict(int)
        self._not_before: dict[int, float] = {}
        self._heard: dict[int, float] = {}
        self._thread = threading.Thread(target=self._run, name="mailbox watch", daemon=True)
        self._openers = ThreadPoolExecutor(_OPENERS, thread_name_prefix="mailbox opener")

    def start(self) -> None:
        self._thread.start()

    def stop(self, *, patience: float = 5.0) -> None:
        """Hang up everywhere, and let other workers listen."""
        self._stopped.set()
        self._thread.join(patience)
        self._openers.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        due = 0.0
        try:
            while not self._stopped.is_set():
                try:
                    if time.monotonic() >= due:
                        due = time.monotonic() + self._looks_every
                        self._look_around()
                    self._take_opened()
                    self._hear()
                    self._ask()
                except Exception:
                    # The database is away, say. What we listen to stays open.
                    logger.exception("The watch of mailboxes was interrupted")
                    connections.close_all()
                    self._stopped.wait(1.0)
            give_back({*self._lines, *self._opening})
        finally:
            for mailbox_id in list(self._lines):
                self._hang_up(mailbox_id)
            self._selector.close()
            connections.close_all()

    def _look_around(self) -> None:
        close_old_connections()
        for gone in keep_claims({*self._lines, *self._opening}):
            self._hang_up(gone)
        for lines in list(self._lines.values()):
            for line in lines:
                self._or_hang_up(line, line.renewed)
        resting = {one for one, moment in self._not_before.items() if moment > time.monotonic()}
        room = MOST - len(self._lines) - len(self._opening)
        for row in claim(room, but_not=resting) if room > 0 else []:
            self._opening[row.pk] = self._openers.submit(opened_lines, row)

    def _take_opened(self) -> None:
        for mailbox_id in [one for one, future in self._opening.items() if future.done()]:
            future = self._opening.pop(mailbox_id)
            error = future.exception()
            if error is None:
                self._failures.pop(mailbox_id, None)
                self._lines[mailbox_id] = future.result()
                for line in self._lines[mailbox_id]:
                    self._selector.register(line, selectors.EVENT_READ)
                # What came since the last look and before we listened is heard of by nobody.
                self._heard[mailbox_id] = 0.0
                continue
            self._rest(mailbox_id, for_long=isinstance(error, NoIdle | LogInRefused))
            if not isinstance(error, NoIdle | LogInRefused | FetchError | OSError | imaplib.IMAP4.error | LineBroken):
                logger.error("A mailbox could not be listened to", exc_info=error)

    def _hear(self) -> None:
        for key, _events in self._selector.select(0.5):
            line = key.fileobj
            if isinstance(line, Line) and self._or_hang_up(line, line.hear) is True:
                self._heard.setdefault(line.mailbox_id, time.monotonic())

    def _ask(self) -> None:
        for mailbox_id, moment in list(self._heard.items()):
            if time.monotonic() - moment >= _TOGETHER:
                del self._heard[mailbox_id]
                ask_to_look(mailbox_id)

    def _or_hang_up(self, line: Line, do: Callable[[], object]) -> object:
        try:
            return do()
        except LineBroken:
            self._hang_up(line.mailbox_id)
            self._rest(line.mailbox_id)
            return None

    def _rest(self, mailbox_id: int, *, for_long: bool = False) -> None:
        self._failures[mailbox_id] += 1
        pause = min(self._pause * 2 ** (self._failures[mailbox_id] - 1), _LONGEST_PAUSE)
        self._not_before[mailbox_id] = time.monotonic() + (_LONGEST_PAUSE if for_long else pause)
        give_back({mailbox_id})

    def _hang_up(self, mailbox_id: int) -> None:
        for line in self._lines.pop(mailbox_id, []):
            self._selector.unregister(line)
            line.close()
