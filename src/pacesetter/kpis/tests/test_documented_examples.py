"""The worked examples in docs/algorithms are run, so that the pages and the code cannot drift apart."""

import doctest
import re
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[4] / "docs" / "algorithms").glob("*.md"))
FENCED = re.compile(r"^```python\n(>>> .*?)^```$", re.MULTILINE | re.DOTALL)
# Rules that a page must show an example of, by a word of the example.
RULES = {
    "periods.md": [
        "fiscal_month",
        "split_whole_months",
        "local_day",
        "LeaveSpan",
        "joined_on",
        "left_on",
        "elapsed_share",
    ],
    "targets.md": [
        "holidays",
        "PeriodKind.DAY",
        "PeriodKind.QUARTER",
        "RoleSeries([fifty_a_week, ended]",
        "hunter",
        "own=",
    ],
    "what-counts.md": [
        "why()",
        'credit="participants"',
        'moment="booked"',
        "held=",
        "in_team=()",
        "campaign_recipient",
        "is_duplicate",
        "companies",
        "minutes",
    ],
    "facts.md": [
        "booked_on",
        "completed_on",
        "cancelled",
        "duplicate_of_id",
        "campaign_recipient",
        "owner_id=raj",
        "difference",
    ],
    "closing.md": ["text(", "fraction("],
    "derived-figures.md": [
        "attainment",
        "expected",
        "pace_state",
        "projection",
        "needed_per_day",
        "score",
        "ranks",
        "rolled_up",
    ],
}


def examples(page: Path) -> doctest.DocTest:
    """Every example of the page as one test: a page is read from top to bottom, names are kept from block to block."""
    blocks = "\n".join(match.group(1) for match in FENCED.finditer(page.read_text(encoding="utf-8")))
    return doctest.DocTestParser().get_doctest(blocks, {}, page.name, str(page), 0)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_of_the_page_comes_out_as_written(page: Path) -> None:
    report: list[str] = []
    result = doctest.DocTestRunner().run(examples(page), out=report.append)
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("page", RULES)
def test_every_rule_has_an_example(page: str) -> None:
    [path] = [path for path in PAGES if path.name == page]
    sources = "".join(example.source for example in examples(path).examples)
    assert [rule for rule in RULES[page] if rule not in sources] == []


def test_a_wrong_example_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "wrong.md"
    page.write_text("# Sums\n\n```python\n>>> 1 + 1\n3\n\n```\n", encoding="utf-8")
    result = doctest.DocTestRunner().run(examples(page), out=lambda _: None)
    assert (result.failed, result.attempted) == (1, 1)
