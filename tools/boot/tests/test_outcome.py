from pathlib import Path

from tools.boot.outcome import Outcome, read_junit, total

REPORT = '<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3"/></testsuites>'


def test_a_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT, encoding="utf-8")
    assert read_junit("x", tmp_path / "report.xml", 1) == Outcome("x", passed=4, failed=3, skipped=3)


def test_a_run_that_crashed_before_its_report_counts_as_failed(tmp_path: Path) -> None:
    assert read_junit("x", tmp_path / "none.xml", 3).failed == 1


def test_a_run_without_any_test_counts_as_failed(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text('<testsuites><testsuite tests="0"/></testsuites>', encoding="utf-8")
    assert read_junit("x", tmp_path / "report.xml", 5).failed == 1


def test_the_total_is_one_plain_line() -> None:
    assert str(total([Outcome("a", 3, 0), Outcome("b", 4, 1)])) == "7 passed, 1 failed"
    assert str(total([Outcome("a", 3, 0, 2)])) == "3 passed, 0 failed, 2 skipped"
