from datetime import timedelta
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection

from pacesetter.jobs.recurring import Recurring

HOUR = timedelta(hours=1)
TYPO = (Recurring("jobs.purne", every=HOUR),)
TWICE = (Recurring("jobs.prune", every=HOUR), Recurring("jobs.prune", every=2 * HOUR))


def found(**options: Any) -> list[str | None]:
    return [message.id for message in run_checks(**options) if message.id and message.id.startswith("jobs.")]


def test_the_product_s_own_table_is_right(db: None) -> None:
    # Django's own checks of constraints ask a PostgreSQL server for its version.
    assert found(databases=["default"]) == []


@pytest.mark.parametrize(("table", "id"), [("TYPO", "jobs.E003"), ("TWICE", "jobs.E002"), ("NOWHERE", "jobs.E001")])
def test_a_wrong_table_of_recurring_jobs_stops_the_start(settings: Any, table: str, id: str) -> None:
    settings.JOBS_RECURRING = f"{__name__}.{table}"
    assert found() == [id]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has the setting")
def test_sqlite_must_begin_transactions_as_a_writer(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    assert found(databases=["default"]) == ["jobs.E004"]
