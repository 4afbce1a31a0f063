from pathlib import Path

from pacesetter.config import variables
from pacesetter.config.documentation import PAGE, configuration_page

ROOT = Path(__file__).resolve().parents[4]


def test_the_page_in_the_repository_says_what_the_table_says() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == configuration_page(), "run `make docs`"


def test_every_variable_stands_on_the_page_once_with_its_meaning() -> None:
    page = configuration_page()
    for variable in variables.ALL:
        assert page.count(f"### `{variable.name}`\n") == 1
        assert variable.meaning in page


def test_every_heading_stands_on_the_page_once() -> None:
    headings = [line for line in configuration_page().splitlines() if line.startswith("## ")]
    assert len(headings) == len(set(headings))
