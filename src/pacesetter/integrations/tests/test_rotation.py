"""Keys are changed while a connection is in use."""

from typing import Any

from pacesetter.core.sealing import KeyRing
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.models import Connection
from pacesetter.integrations.tests.conftest import SECRET, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.tenancy.sealed import ring, seal_anew

PEOPLE = Recording("GET", "/people", body=[])


def test_requests_go_out_before_between_and_after(by_key: Connection, play: Play, settings: Any) -> None:
    old, new = ring(), bytes(range(32))
    twin = play(PEOPLE, PEOPLE, PEOPLE)
    settings.SEALING_KEYS_FILE = None
    both = KeyRing({**old.keys, "new": new}, "new")
    with Caller(by_key) as caller:
        for keys, done in ((old, None), (both, seal_anew), (KeyRing({"new": new}, "new"), None)):
            settings.SEALING_KEYS = keys
            if done is not None:
                assert done(Connection, "secrets") == (1, 0)
            caller.get("/people")
    assert {one.headers["Authorization"] for one in twin.asked} == {f"Bearer {SECRET}"}
