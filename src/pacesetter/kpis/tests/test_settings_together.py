from datetime import date
from typing import Any

import pytest

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import add_kpi
from pacesetter.people.models import Member
from pacesetter.tenancy import settings_changes
from pacesetter.tenancy.models import Organisation, settings_together, touch_settings


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the listeners are told."""
    heard: list[Any] = []
    monkeypatch.setattr(settings_changes, "_listeners", lambda: (heard.append,))
    return heard


def test_consequences_are_seen_to_once_at_the_end(told: list[Any], organisation: Organisation, ada: Member) -> None:
    before = organisation.settings_version
    with settings_together():
        with settings_together():
            for name in "abc":
                add_kpi(by=ada, name=name)
        assert told == []
    assert [change.cause for change in told] == ["kpi.added"]
    organisation.refresh_from_db()
    assert organisation.settings_version > before


def test_the_earliest_day_counts_and_changes_without_dates_stay_apart(
    told: list[Any], organisation: Organisation
) -> None:
    with settings_together():
        for since in (date(2026, 3, 2), None, date(2026, 3, 1), date(2026, 3, 3)):
            touch_settings(cause="target.set", since=since)
    assert {change.since for change in told} == {date(2026, 3, 1), None}
    assert len(told) == 2


def test_a_refusal_of_the_consequences_undoes_everything(
    monkeypatch: pytest.MonkeyPatch, organisation: Organisation, ada: Member
) -> None:
    def refuse(change: Any) -> None:
        raise Refusal("locked")

    monkeypatch.setattr(settings_changes, "_listeners", lambda: (refuse,))
    with pytest.raises(Refusal, match="locked"), settings_together():
        add_kpi(by=ada, name="Calls")
    assert not Kpi.objects.exists()


def test_what_fails_inside_tells_nobody_and_leaves_nothing_gathered(
    told: list[Any], organisation: Organisation, ada: Member
) -> None:
    with pytest.raises(ZeroDivisionError), settings_together():
        add_kpi(by=ada, name="Calls")
        1 / 0  # noqa: B018
    assert told == []
    touch_settings()
    assert len(told) == 1
