"""The whole script: every part of it, in the order in which it happens."""

from collections.abc import Callable, Iterator

from pacesetter.demo.script.calls import calls
from pacesetter.demo.script.campaigns import campaigns
from pacesetter.demo.script.emails import emails
from pacesetter.demo.script.follow_ups import follow_ups
from pacesetter.demo.script.handed_over import handed_over
from pacesetter.demo.script.happening import Happening
from pacesetter.demo.script.meetings import meetings
from pacesetter.demo.script.orders import orders
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.to_dos import to_dos

_PARTS: tuple[Callable[[Scene], Iterator[Happening]], ...] = (
    calls,
    emails,
    meetings,
    follow_ups,
    orders,
    campaigns,
    handed_over,
    to_dos,
)


def write_script(scene: Scene) -> list[Happening]:
    """Everything that happens, with keys that are the same for the same seed and day."""
    happenings = [happening for part in _PARTS for happening in part(scene)]
    happenings.sort(key=lambda h: (h.begins_at.timestamp(), h.owner, h.kind.name, h.subject))
    return [happening.named(f"A-{number:05}") for number, happening in enumerate(happenings, start=1)]
