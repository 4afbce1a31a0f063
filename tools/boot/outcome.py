"""What a run of tests or checks came to, counted across its parts."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: int
    failed: int
    skipped: int = 0

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def total(outcomes: list[Outcome]) -> Outcome:
    return Outcome(
        "total",
        sum(outcome.passed for outcome in outcomes),
        sum(outcome.failed for outcome in outcomes),
        sum(outcome.skipped for outcome in outcomes),
    )


def read_junit(name: str, report: Path, exit_code: int) -> Outcome:
    """Count pytest's own report. A run that ended badly without a failed test (a crash, no test at all) counts as one
    failure, so that it can't look green."""
    passed = failed = skipped = 0
    if report.is_file():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - pytest wrote it just now
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skips = int(suite.get("skipped", 0))
            passed += int(suite.get("tests", 0)) - bad - skips
            failed += bad
            skipped += skips
    if exit_code and not failed:
        failed = 1
    return Outcome(name, passed, failed, skipped)
