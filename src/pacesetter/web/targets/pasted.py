"""A table pasted from a spreadsheet: names down, KPIs across, or one target a line. Every cell is told apart."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.verbs.set_target import checked_quantity
from pacesetter.web.targets.quantities import read
from pacesetter.web.targets.subjects import Subject

# More than any team: 500 names with 40 KPIs.
MOST_ROWS, MOST_COLUMNS = 500, 60
# "50 a week", "50 / month", "50 pro Woche" is not attempted: words of the page's language and these.
_KINDS: Mapping[PeriodKind, tuple[str, ...]] = {
    PeriodKind.DAY: ("day", "d", "daily"),
    PeriodKind.WEEK: ("week", "w", "wk", "weekly"),
    PeriodKind.MONTH: ("month", "m", "mo", "monthly"),
    PeriodKind.QUARTER: ("quarter", "q", "quarterly"),
    PeriodKind.YEAR: ("year", "y", "yr", "yearly"),
}
_PER = re.compile(r"^(?P<amount>.*?[\d%])\s*(?:/|per\s|an?\s)\s*(?P<kind>[^\W\d]+)$", re.IGNORECASE)
_KIND_WORDS: Mapping[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("Day"),
    PeriodKind.WEEK: gettext_lazy("Week"),
    PeriodKind.MONTH: gettext_lazy("Month"),
    PeriodKind.QUARTER: gettext_lazy("Quarter"),
    PeriodKind.YEAR: gettext_lazy("Year"),
}


@dataclass(slots=True)
class PastedCell:
    """One cell: its text, and what it means or why it means nothing. An empty one changes nothing."""

    text: str
    kpi_id: int | None = None
    quantity: Decimal | None = None
    kind: PeriodKind | None = None
    problem: str = ""


@dataclass(slots=True)
class PastedRow:
    """One line. `subject` is whose it is; None with a problem where no name fits."""

    name: str
    subject: Subject | None
    problem: str
    cells: list[PastedCell]


@dataclass(slots=True)
class Pasted:
    """The whole table. `headings` are the KPIs as they were written, each with its problem."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    rows: list[PastedRow] = field(default_factory=list)
    problem: str = ""

    @property
    def problem_count(self) -> int:
        """How many names, headings and cells cannot be used."""
        names = sum(bool(row.problem) for row in self.rows)
        cells = sum(bool(cell.problem) for row in self.rows for cell in row.cells)
        return names + cells + sum(bool(problem) for _text, problem in self.headings) + bool(self.problem)

    def good(self) -> list[tuple[Subject, PastedCell]]:
        """The cells that say something and are right."""
        return [
            (row.subject, cell)
            for row in self.rows
            if row.subject
            for cell in row.cells
            if cell.kind is not None and not cell.problem
        ]


def pasted(text: str, subjects: Sequence[Subject], book: Book, kind: PeriodKind) -> Pasted:
    """Read the table: the first line names KPIs, the first column roles and members. `kind` is the period where a cell
    does not name one ("50 / week"); a dash or "–" in a cell ends what is expected."""
    table = _cells_of(text)
    if len(table) < 2:
        problem = _("Paste at least two lines: the names of the KPIs, and below them who has which targets.")
        return Pasted(problem=problem)
    if len(table) > MOST_ROWS or len(table[0]) > MOST_COLUMNS:
        return Pasted(problem=_("That is too much at once. Paste it in parts."))
    if len(table[0]) < 2:
        return Pasted(
            problem=_("The first line has one column alone. Copy the cells from a spreadsheet, with the names of KPIs.")
        )
    kpis = {_folded(kpi.name): kpi for kpi in book.kpis.values() if not kpi.is_archived}
    columns = [kpis.get(_folded(heading)) for heading in table[0][1:]]
    headings = [
        (heading, "" if kpi else _("There is no KPI of this name."))
        for heading, kpi in zip(table[0][1:], columns, strict=True)
        if heading
    ]
    found = Pasted(headings)
    seen: set[str] = set()
    for line in table[1:]:
        subject, problem = _subject(line[0], subjects)
        if subject and subject.key in seen:
            subject, problem = None, _("This name stands here twice.")
        if subject:
            seen.add(subject.key)
        texts = line[1:] + [""] * (len(columns) + 1 - len(line))
        if not problem and any(_beside_headings(texts, table[0][1:])):
            problem = _("Some of these cells stand below no KPI.")
        cells = [
            _cell(text, subject, kpi, kind)
            for text, kpi, heading in zip(texts, columns, table[0][1:], strict=False)
            if heading
        ]
        found.rows.append(PastedRow(line[0], subject, problem, cells))
    return found


def _cells_of(text: str) -> list[list[str]]:
    """The lines that hold something. Cells with line breaks, and in files those with commas, stand in quotes."""
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    divider = next((sign for sign in ("\t", ";", ",") if sign in first_line), "\t")
    try:
        lines = list(csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), delimiter=divider))
    except csv.Error:
        # A cell larger than any: a quotation mark without its other one.
        return []
    return [[" ".join(cell.split()) for cell in line] for line in lines if any(cell.strip() for cell in line)]


def _beside_headings(texts: Sequence[str], headings: Sequence[str]) -> list[str]:
    return [text for text, heading in zip_longest(texts, headings, fillvalue="") if text and not heading]


def _subject(name: str, subjects: Sequence[Subject]) -> tuple[Subject | None, str]:
    fitting = [one for one in subjects if _folded(one.name) == _folded(name)]
    if len(fitting) == 1:
        return fitting[0], ""
    if fitting:
        return None, _("Several have this name. Set their targets in the grid.")
    return None, _("No role or member with a role has this name.")


def _cell(text: str, subject: Subject | None, kpi: KpiRule | None, kind: PeriodKind) -> PastedCell:
    if not text or subject is None or kpi is None:
        return PastedCell(text)
    if not any(role in kpi.role_weights for role in subject.role_ids):
        return PastedCell(text, kpi.id, problem=_("This KPI is not expected of them."))
    amount_text, named = text, kind
    if fits := _PER.match(text):
        amount_text, word = fits["amount"], fits["kind"].casefold()
        kinds = [one for one, words in _KINDS.items() if word in words or word == str(_KIND_WORDS[one]).casefold()]
        if not kinds:
            return PastedCell(text, kpi.id, problem=_("“%(word)s” is no kind of period.") % {"word": fits["kind"]})
        named = kinds[0]
    try:
        quantity = checked_quantity(read(amount_text, kpi))
    except Refusal as refusal:
        return PastedCell(text, kpi.id, problem=refusal.message)
    return PastedCell(text, kpi.id, quantity, named)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
