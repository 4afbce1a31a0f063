import re
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


def test_every_room_stands_in_the_directory_and_in_the_overview() -> None:
    directory = (ROOT / "docs" / "directory.md").read_text(encoding="utf-8")
    overview = (ROOT / "docs" / "overview.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "src" / "pacesetter").glob("*/__init__.py")]
    assert "kpis" in rooms
    assert [room for room in rooms if f"\n      {room}/ " not in directory] == []
    assert [room for room in rooms if f"**{room}**" not in overview] == []


def test_every_folder_of_a_room_stands_in_the_directory() -> None:
    directory = (ROOT / "docs" / "directory.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "src" / "pacesetter").glob("*/*/__init__.py")}
    assert sorted(name for name in folders - {"tests", "migrations", "models"} if f" {name}/" not in directory) == []


def test_every_link_to_a_file_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert len(links) > 20
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_every_path_that_is_named_is_there() -> None:
    pages = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        (page.name, path)
        for page in pages
        # Without places to fill in: `src/pacesetter/<room>/models.py`.
        for path in re.findall(r"`((?:src|tools|docs|benchmarks)/[^`<>…*{}\s]+)`", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert sorted((page, path) for page, path in named if not (ROOT / path).exists()) == []
