"""The worked examples in docs/algorithms are run, so that the pages and the code cannot drift apart."""

import doctest
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pacesetter.core import clock

PAGES = sorted((Path(__file__).parents[4] / "docs" / "algorithms").glob("*.md"))
FENCED = re.compile(r"^```python\n(>>> .*?)^```$", re.MULTILINE | re.DOTALL)
# Pages whose examples people of the tests live through, on a database: those whom they name.
LIVED = ("by-hand.md", "bookings-by-hand.md", "closed-by-hand.md", "kpis-by-hand.md")
ITS_PEOPLE = ("organisation", "ada", "mona", "rita", "raj", "bdm", "call", "meeting", "connected", "voicemail")
ITS_THINGS = ("calls", "initech", "last_event")
# Every rule of docs/kpi-semantics.md and where its example stands: the rows of the table in docs/algorithms/README.md.
INDEX = PAGES[0].parent / "README.md"
ROW = re.compile(r"^\| (?P<section>\d) \| (?P<rule>.+?) \| (?P<places>.+?) \|$", re.MULTILINE)
PLACE = re.compile(r"\[[^]]+\]\((?P<page>[a-z-]+\.md)#(?P<anchor>[a-z0-9-]+)\)")


def examples(page: Path, names: dict[str, Any] | None = None) -> doctest.DocTest:
    """Every example of the page as one test: a page is read from top to bottom, names are kept from block to block."""
    blocks = "\n".join(match.group(1) for match in FENCED.finditer(page.read_text(encoding="utf-8")))
    return doctest.DocTestParser().get_doctest(blocks, names or {}, page.name, str(page), 0)


def come_out_as_written(test: doctest.DocTest) -> None:
    report: list[str] = []
    result = doctest.DocTestRunner().run(test, out=report.append)
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in LIVED], ids=lambda page: page.name)
def test_every_example_of_the_page_comes_out_as_written(page: Path) -> None:
    come_out_as_written(examples(page))


@pytest.mark.parametrize("page", LIVED)
def test_the_months_by_hand_come_out_as_written(
    db: None, request: pytest.FixtureRequest, tmp_path: Path, page: str
) -> None:
    names = {name: request.getfixturevalue(name) for name in (*ITS_PEOPLE, *ITS_THINGS)}
    with clock.standing_at(datetime(2026, 3, 31, 7, tzinfo=UTC)):
        come_out_as_written(examples(PAGES[0].parent / page, {**names, "folder": tmp_path}))


def sections(page: Path) -> dict[str, str]:
    """The sections of the page by the anchors that GitHub gives to their headings."""
    parts = re.split(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = zip(parts[1::2], parts[2::2], strict=True)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-"): text for heading, text in named}


@pytest.mark.parametrize("row", list(ROW.finditer(INDEX.read_text(encoding="utf-8"))), ids=lambda row: row["rule"])
def test_every_rule_has_an_example_that_is_run(row: re.Match[str]) -> None:
    places = list(PLACE.finditer(row["places"]))
    assert places
    for place in places:
        text = sections(INDEX.parent / place["page"])[place["anchor"]]
        # What an import file comes to is run by a test of its own.
        assert FENCED.search(text) or (place["page"], place["anchor"]) == ("imports.md", "example-by-hand")


def test_no_section_of_the_semantics_is_without_rules() -> None:
    assert {row["section"] for row in ROW.finditer(INDEX.read_text(encoding="utf-8"))} == set("234567")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_that_looks_like_an_example_is_left_out(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count(">>> ") == sum(block.group(1).count(">>> ") for block in FENCED.finditer(text))


def test_a_wrong_example_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "wrong.md"
    page.write_text("# Sums\n\n```python\n>>> 1 + 1\n3\n\n```\n", encoding="utf-8")
    result = doctest.DocTestRunner().run(examples(page), out=lambda _: None)
    assert (result.failed, result.attempted) == (1, 1)
