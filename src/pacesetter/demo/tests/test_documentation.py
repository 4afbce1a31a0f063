from pathlib import Path

from pacesetter.demo.cast.kpis import KPIS
from pacesetter.demo.cast.people import PEOPLE

PAGE = Path(__file__).parents[4] / "docs" / "demo.md"


def test_the_page_names_everybody_and_counts_the_kpis() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [person.name for person in PEOPLE if f"| {person.email} | {person.name}" not in page] == []
    assert len(KPIS) == 15
    assert "Fifteen KPIs" in page
