"""Counting what goes wrong, without remembering all of it."""

import csv
from io import StringIO

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.imports.problems import ProblemKind, Severity
from pacesetter.imports.report import EXAMPLES_PER_KIND, Problem, Report, error_header, error_lines, sentence


def test_all_are_counted_and_the_first_are_kept() -> None:
    report = Report()
    for number in range(100_000):
        report.add(Problem(number, ProblemKind.NOT_A_DATE, "Date", "x" * 10_000))
    report.add(Problem(7, ProblemKind.DUPLICATE))
    assert report.counts[ProblemKind.NOT_A_DATE] == 100_000
    kept = report.first(ProblemKind.NOT_A_DATE)
    assert [problem.number for problem in kept] == list(range(EXAMPLES_PER_KIND))
    assert max(len(problem.text) for problem in kept) == 200
    assert list(report.of_severity(Severity.ERROR)) == [(ProblemKind.NOT_A_DATE, 100_000)]
    assert list(report.of_severity(Severity.SKIPPED)) == [(ProblemKind.DUPLICATE, 1)]
    assert report.first(ProblemKind.MISSING) == []


def test_a_problem_says_what_and_what_to_do() -> None:
    said = sentence(Problem(3, ProblemKind.NOT_A_DATE, "Date", "soon"))
    assert said == "This is not a date we can read. “soon” Write it as YYYY-MM-DD, for example 2026-03-31."


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@given(rows=st.lists(st.lists(cells, max_size=6), max_size=8))
def test_lines_have_the_columns_of_the_header_and_start_no_formula(rows: list[list[str]]) -> None:
    header = ["a", "=b", "c"]
    problem = Problem(2, ProblemKind.MISSING, "a")
    text = error_header(header) + error_lines(header, [(row, problem) for row in rows])
    read = list(csv.reader(StringIO(text, newline="")))
    assert read[0] == ["a", "'=b", "c", "Row", "Column", "Reason"]
    assert len(read) == len(rows) + 1
    assert {len(row) for row in read} == {6}
    for row in read[1:]:
        assert not any(cell[:1] in ("=", "+", "@") for cell in row)


def test_the_headings_are_in_the_language_of_the_reasons() -> None:
    with translation.override("de"):
        assert error_header(["Datum"]) == "Datum,Zeile,Spalte,Grund\r\n"
