"""Compact zones, held against the table of every zone there is."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from pacesetter.itip.timezone import compact_timezone
from pacesetter.itip.zone_rule import zone_rule

YEAR = [datetime(2027, 1, 1, tzinfo=UTC) + timedelta(hours=12 * half) for half in range(730)]


def test_no_zone_is_ever_said_wrongly() -> None:
    """Wherever a zone is written, its rule agrees with the zone's own table, hour by hour around each change."""
    said = [zone for zone in sorted(available_timezones()) if compact_timezone(zone, YEAR)]
    assert len(said) > 550
    for zone in said:
        rule, table = zone_rule(zone), ZoneInfo(zone)
        assert rule is not None
        for before, after in pairwise(YEAR):
            if table.utcoffset(before) != table.utcoffset(after):
                for hour in range(12):
                    moment = before + timedelta(hours=hour)
                    local = moment.astimezone(table)
                    assert local.utcoffset() == rule.offset_at(moment.replace(tzinfo=None)), (zone, moment)


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Asia/Gaza", "America/Nuuk", "No/Such_Place", "../etc/passwd"])
def test_what_can_not_be_said_is_not(zone: str) -> None:
    assert compact_timezone(zone, YEAR) is None


def test_a_moment_at_which_the_rule_was_another_one_is_found() -> None:
    assert compact_timezone("America/New_York", [datetime(2027, 3, 20, tzinfo=UTC)])
    # Before 2007 summer time began in April there.
    assert compact_timezone("America/New_York", [datetime(2006, 3, 20, tzinfo=UTC)]) is None


def test_ireland_has_its_summer_in_summer() -> None:
    text = compact_timezone("Europe/Dublin", YEAR).to_ical().decode()  # type: ignore[union-attr]
    summer = text.split("BEGIN:DAYLIGHT")[1]
    assert "TZNAME:IST" in summer
    assert "TZOFFSETTO:+0100" in summer


def test_a_zone_without_summer_has_one_part() -> None:
    text = compact_timezone("Asia/Kolkata", YEAR).to_ical().decode()  # type: ignore[union-attr]
    assert text.count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in text
