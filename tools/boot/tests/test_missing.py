"""A test that can't run for want of a part of the machine: left out at home, failed where everything must be there."""

import pytest

from tools.boot import testing
from tools.boot.outcome import Outcome
from tools.boot.parts import ALL_PARTS
from tools.missing import missing


def test_it_is_left_out_unless_every_part_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL_PARTS, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Postfix"):
        missing("no Postfix")
    monkeypatch.setenv(ALL_PARTS, "1")
    with pytest.raises(pytest.fail.Exception, match="no Postfix"):
        missing("no Postfix")


@pytest.mark.parametrize("needs_all", [True, False])
def test_ci_asks_for_every_part_and_counts_a_missing_database_as_a_failure(
    needs_all: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[dict[str, str]]()

    def ran(database: str, arguments: list[str], environment: dict[str, str]) -> Outcome:
        asked.append(environment)
        return Outcome(database, 3, 0)

    monkeypatch.setattr(testing, "prepare", lambda: None)
    monkeypatch.setattr(testing, "_migrate_ahead", lambda *environments: None)
    monkeypatch.setattr(testing, "_pytest", ran)
    monkeypatch.setattr(testing, "ensure_server_programs", lambda: None)
    outcomes = testing.run_tests([], needs_all=needs_all)
    assert asked == [{ALL_PARTS: "1"} if needs_all else {}]
    assert sum(one.failed for one in outcomes) == (1 if needs_all else 0)
