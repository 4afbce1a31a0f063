"""Who listens to which organisation, within one server process. Everything happens in its event loop."""

import asyncio
import time
from collections import OrderedDict

# Changes that come close together are told as one. The first is told at once, the next ones after a pause, which grows
# with the number of viewers: each of them fetches the page anew, and that must leave room for those who record.
FIRST_AFTER = 0.1  # seconds
LEAST_PAUSE = 1.0
PAUSE_PER_VIEWER = 0.02
# Tabs and windows of one person; the oldest gives way.
MOST_PER_VIEWER = 6


class Subscription:
    """One stream. `told` is set when there is something new, `ended` when it has to give way.

    `message` is the id of what is to be told: one for all that are told at once, however much happens while it goes
    out, for what one of them fetches by it is then there for the others (see `web.live.shared`).
    """

    def __init__(self, organisation_id: int, viewer: str) -> None:
        self.organisation_id = organisation_id
        self.viewer = viewer
        self.told = asyncio.Event()
        self.message = 0
        self.ended = False

    def tell(self, message: int) -> None:
        self.message = message
        self.told.set()

    def end(self) -> None:
        self.ended = True
        self.told.set()


class Hub:
    """`changed` may be called from any thread, everything else within the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        # What happened before, nobody here has heard.
        self._since = time.time_ns() // 1_000_000
        self._subscriptions: dict[int, set[Subscription]] = {}
        self._by_viewer: dict[str, OrderedDict[Subscription, None]] = {}
        # Organisation -> when its last change was heard, in milliseconds: the id of the message that tells it.
        self._heard: dict[int, int] = {}
        self._told_at: dict[int, float] = {}
        self._due: dict[int, asyncio.TimerHandle] = {}

    def changed(self, organisation_id: int | None) -> None:
        """Something of the organisation has changed; with None perhaps of all, as after a lost connection."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed, organisation_id)

    def subscribe(self, organisation_id: int, viewer: str) -> Subscription:
        subscription = Subscription(organisation_id, viewer)
        own = self._by_viewer.setdefault(viewer, OrderedDict())
        if len(own) >= MOST_PER_VIEWER:
            next(iter(own)).end()
        own[subscription] = None
        self._subscriptions.setdefault(organisation_id, set()).add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        own = self._by_viewer.get(subscription.viewer, OrderedDict())
        own.pop(subscription, None)
        if not own:
            self._by_viewer.pop(subscription.viewer, None)
        listeners = self._subscriptions.get(subscription.organisation_id, set())
        listeners.discard(subscription)
        if not listeners:
            self._subscriptions.pop(subscription.organisation_id, None)

    def latest(self, organisation_id: int) -> int:
        """The id of the last change; that of the moment since when changes are heard, where none was."""
        return self._heard.get(organisation_id, self._since)

    def close(self) -> None:
        for listeners in list(self._subscriptions.values()):
            for subscription in list(listeners):
                subscription.end()

    def _changed(self, organisation_id: int | None) -> None:
        if organisation_id is None:
            # Whoever asks again later has missed it too.
            self._since = max(
                [time.time_ns() // 1_000_000, self._since + 1, *(one + 1 for one in self._heard.values())]
            )
            self._heard.clear()
            for one in list(self._subscriptions):
                self._changed(one)
            return
        self._heard[organisation_id] = max(time.time_ns() // 1_000_000, self.latest(organisation_id) + 1)
        if organisation_id in self._due or organisation_id not in self._subscriptions:
            return
        since = self._loop.time() - self._told_at.get(organisation_id, float("-inf"))
        pause = max(LEAST_PAUSE, PAUSE_PER_VIEWER * len(self._subscriptions[organisation_id]))
        wait = max(FIRST_AFTER, pause - since)
        self._due[organisation_id] = self._loop.call_later(wait, self._tell, organisation_id)

    def _tell(self, organisation_id: int) -> None:
        self._due.pop(organisation_id, None)
        self._told_at[organisation_id] = self._loop.time()
        message = self.latest(organisation_id)
        for subscription in self._subscriptions.get(organisation_id, ()):
            subscription.tell(message)
