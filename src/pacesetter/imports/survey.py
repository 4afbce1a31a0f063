"""One look through the whole file before anything is decided: formats, and the names that have to be known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pacesetter.imports.fields.field import Kind, ValueKind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.reading.batch import AMONG_ROWS, Batch
from pacesetter.imports.values.date_survey import DateSurvey
from pacesetter.imports.values.durations import DurationSurvey
from pacesetter.imports.values.money import MoneySurvey

# Names beyond this many in one column are none that somebody could be asked about.
MAX_NAMES = 5_000
_NAMES = (ValueKind.TYPE, ValueKind.OUTCOME, ValueKind.MEMBER, ValueKind.STATUS)


@dataclass(slots=True)
class Survey:
    """What was found. Columns are keys of `dates`, `durations` and `amounts`; fields are keys of `names`."""

    kind: Kind
    # Field to place in the row.
    places: Mapping[str, int]
    header: Sequence[str]
    rows: int = 0
    flawed: int = 0
    dates: dict[str, DateSurvey] = field(default_factory=dict)
    durations: dict[str, DurationSurvey] = field(default_factory=dict)
    amounts: dict[str, MoneySurvey] = field(default_factory=dict)
    names: dict[str, Counter[str]] = field(default_factory=dict)
    # How often which outcome (by its text, or told by the status) comes with which type.
    endings: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for name, place in self.places.items():
            value, column = FIELDS[self.kind][name].value, self.header[place]
            if value is ValueKind.MOMENT:
                self.dates[column] = DateSurvey()
            elif value is ValueKind.DURATION:
                self.durations[column] = DurationSurvey()
            elif value is ValueKind.MONEY:
                self.amounts[column] = MoneySurvey()
            elif value in _NAMES:
                self.names[name] = Counter()

    def feed(self, batch: Batch) -> None:
        """Take in some rows."""
        self.rows += len(batch.rows)
        self.flawed += sum(flaw.kind not in AMONG_ROWS for flaw in batch.flaws)
        columns: dict[int, list[str]] = {}
        for name, place in self.places.items():
            column = self.header[place]
            survey = self.dates.get(column) or self.durations.get(column) or self.amounts.get(column)
            if survey is None and name not in self.names:
                continue
            cells = columns[place] = [row[place] for row in batch.rows]
            if survey is not None:
                survey.feed(cells)
            else:
                self._count(self.names[name], cells)
        self._count_endings(batch, columns)

    def _count(self, counter: Counter[str], cells: Sequence[str]) -> None:
        for text, times in Counter(cells).items():
            name = text.strip()
            if name in counter or len(counter) < MAX_NAMES:
                counter[name] += times

    def _count_endings(self, batch: Batch, columns: Mapping[int, list[str]]) -> None:
        outcome, status = self.places.get("outcome"), self.places.get("status")
        if outcome is None and status is None:
            return
        nothing = [""] * len(batch.rows)
        triples = zip(
            *(columns.get(place, nothing) if place is not None else nothing
              for place in (self.places.get("type"), outcome, status)),
            strict=True,
        )  # fmt: skip
        for (kind, ending, state), times in Counter(triples).items():
            if len(self.endings) < MAX_NAMES:
                self.endings[kind.strip(), ending.strip(), state.strip()] += times
