"""Who listens to which organisation, within one server process. Everything happens in its event loop."""

import asyncio
from collections import OrderedDict

from pacesetter.web.live.known import new_id, number_of

# Changes that come close together are told as one. The first is told at once, the next ones after a pause. Those who
# are sent what has changed cost little, and hardly more where they are many.
FIRST_AFTER = 0.1  # seconds
LEAST_PAUSE = 0.6
# What is shown to one is made for them alone, and each stream is written to.
PAUSE_PER_AUDIENCE = 0.05
PAUSE_PER_VIEWER = 0.002
# The others fetch the page anew, and that must leave room for those who record.
LEAST_PAUSE_TO_FETCH = 1.0
PAUSE_PER_FETCH = 0.02
# Tabs and windows of one person; the oldest gives way.
MOST_PER_VIEWER = 6
# A page whose browser has seen no message yet was made in the last so many seconds.
PAGE_IS_NEW = 30.0


class Subscription:
    """One stream. `told` is set when there is something new, `ended` when it has to give way. `audience` is shared by
    those who are sent the same, and empty for those who fetch their page.

    `message` is the id of what is to be told: one for all that are told at once, however much happens while it goes
    out, for what one of them fetches by it is then there for the others (see `web.live.shared`).
    """

    def __init__(self, organisation_id: int, viewer: str, audience: str = "") -> None:
        self.organisation_id = organisation_id
        self.viewer = viewer
        self.audience = audience
        self.told = asyncio.Event()
        self.message = ""
        self.ended = False

    @property
    def channel(self) -> "Channel":
        return self.organisation_id, bool(self.audience)

    def tell(self, message: str) -> None:
        self.message = message
        self.told.set()

    def end(self) -> None:
        self.ended = True
        self.told.set()


# Those of an organisation who are sent what has changed, or those who fetch: each are told at a time of their own.
Channel = tuple[int, bool]


class Hub:
    """`changed` may be called from any thread, everything else within the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        # What happened before, nobody here has heard.
        self._since = (new_id(), loop.time())
        self._subscriptions: dict[Channel, set[Subscription]] = {}
        self._by_viewer: dict[str, OrderedDict[Subscription, None]] = {}
        # Organisation -> the id of the message that tells its last change, and when that was heard.
        self._heard: dict[int, tuple[str, float]] = {}
        self._told_at: dict[Channel, float] = {}
        self._due: dict[Channel, asyncio.TimerHandle] = {}

    def changed(self, organisation_id: int | None) -> None:
        """Something of the organisation has changed; with None perhaps of all, as after a lost connection."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed, organisation_id)

    def subscribe(self, organisation_id: int, viewer: str, audience: str = "") -> Subscription:
        subscription = Subscription(organisation_id, viewer, audience)
        own = self._by_viewer.setdefault(viewer, OrderedDict())
        if len(own) >= MOST_PER_VIEWER:
            next(iter(own)).end()
        own[subscription] = None
        self._subscriptions.setdefault(subscription.channel, set()).add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        own = self._by_viewer.get(subscription.viewer, OrderedDict())
        own.pop(subscription, None)
        if not own:
            self._by_viewer.pop(subscription.viewer, None)
        self._leave_channel(subscription)

    def lets_fetch(self, subscription: Subscription) -> None:
        """From now on the page is fetched for each change."""
        self._leave_channel(subscription)
        subscription.audience = ""
        self._subscriptions.setdefault(subscription.channel, set()).add(subscription)

    def latest(self, organisation_id: int) -> str:
        """The id of the last change; that of the moment since when changes are heard, where none was."""
        return self._heard.get(organisation_id, self._since)[0]

    def has_missed(self, organisation_id: int, last_seen: str) -> bool:
        """Whether something may have happened that a browser does not know of, whose last message was this one; of
        one without any, whether something has since its page was made."""
        latest, heard_at = self._heard.get(organisation_id, self._since)
        if not last_seen:
            return self._loop.time() - heard_at < PAGE_IS_NEW
        number, last = number_of(last_seen), number_of(latest)
        # What another process told by then can't be known here.
        return number is None or last is None or number < last

    def close(self) -> None:
        for listeners in list(self._subscriptions.values()):
            for subscription in list(listeners):
                subscription.end()

    def _leave_channel(self, subscription: Subscription) -> None:
        listeners = self._subscriptions.get(subscription.channel, set())
        listeners.discard(subscription)
        if not listeners:
            self._subscriptions.pop(subscription.channel, None)

    def _changed(self, organisation_id: int | None) -> None:
        if organisation_id is None:
            # Whoever asks again later has missed it too.
            self._since = (new_id(), self._loop.time())
            self._heard.clear()
            for one in {channel[0] for channel in self._subscriptions}:
                self._changed(one)
            return
        self._heard[organisation_id] = (new_id(), self._loop.time())
        for channel in ((organisation_id, True), (organisation_id, False)):
            if channel not in self._due and channel in self._subscriptions:
                since = self._loop.time() - self._told_at.get(channel, float("-inf"))
                wait = max(FIRST_AFTER, self._pause(channel) - since)
                self._due[channel] = self._loop.call_later(wait, self._tell, channel)

    def _pause(self, channel: Channel) -> float:
        listeners = self._subscriptions[channel]
        if not channel[1]:
            return max(LEAST_PAUSE_TO_FETCH, PAUSE_PER_FETCH * len(listeners))
        audiences = len({one.audience for one in listeners})
        return max(LEAST_PAUSE, PAUSE_PER_AUDIENCE * audiences, PAUSE_PER_VIEWER * len(listeners))

    def _tell(self, channel: Channel) -> None:
        self._due.pop(channel, None)
        self._told_at[channel] = self._loop.time()
        message = self.latest(channel[0])
        for subscription in self._subscriptions.get(channel, ()):
            subscription.tell(message)
