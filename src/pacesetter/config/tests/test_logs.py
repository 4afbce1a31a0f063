import logging
import time

import pytest

from pacesetter.config.logs import UtcFormatter


def test_a_record_carries_utc_whatever_the_zone_of_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        record = logging.makeLogRecord({"msg": "hello", "created": 1_700_000_000.25, "msecs": 250.0})
        assert UtcFormatter("%(asctime)s").format(record) == "2023-11-14T22:13:20.250Z"
    finally:
        monkeypatch.undo()
        time.tzset()
