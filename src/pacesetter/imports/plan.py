"""The plan of a file: for every mapped column a converter, made once. Then whole columns are converted at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from pacesetter.core.money import to_minor
from pacesetter.imports.answers import LEAVE_OUT, Answers
from pacesetter.imports.directory import Directory, member_key
from pacesetter.imports.fields.field import Field, Kind, ValueKind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.profiles.profile import Layout, Profile
from pacesetter.imports.report import Problem
from pacesetter.imports.values.booleans import read_boolean
from pacesetter.imports.values.cell import Bad, BadValue, Converted, Doubtful
from pacesetter.imports.values.date_shapes import DateOrder
from pacesetter.imports.values.durations import (
    ClockForm,
    DurationFormat,
    DurationUnit,
    clock_in,
    duration_reader,
    unit_in,
)
from pacesetter.imports.values.emails import read_email
from pacesetter.imports.values.lenient import or_empty
from pacesetter.imports.values.moments import MomentFormat, MomentReader
from pacesetter.imports.values.money import amount_reader
from pacesetter.imports.values.phones import read_phone
from pacesetter.imports.values.statuses import StatusRead, read_status
from pacesetter.imports.values.texts import folded, key_reader, line_reader, paragraph_reader, title_reader
from pacesetter.imports.values.times import time_of

Convert = Callable[[str], object]


@dataclass(slots=True)
class Plan:
    """How rows of this file become values. `failures` of a conversion name the rows that have to be left out."""

    kind: Kind
    header: Sequence[str]
    places: Mapping[str, int]
    readers: dict[str, Converted] = field(default_factory=dict)

    def convert(self, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> "Values":
        """All mapped columns of these rows."""
        values = Values({})
        for name, reader in self.readers.items():
            place = self.places[name]
            column = reader.column([row[place] for row in rows])
            if reader.any_bad:
                self._sort_out(column, numbers, self.header[place], values)
            values.columns[name] = column
        return values

    def _sort_out(self, column: list[Any], numbers: Sequence[int], heading: str, values: "Values") -> None:
        for index, value in enumerate(column):
            if not isinstance(value, Bad):
                continue
            problem = Problem(numbers[index], value.kind, heading, value.text)
            if isinstance(value, Doubtful):
                values.doubts.append(problem)
                column[index] = value.value
            else:
                values.failures.setdefault(index, []).append(problem)


@dataclass(slots=True)
class Values:
    """Converted columns by field; problems of rows to leave out, by place; and problems of rows that are used."""

    columns: dict[str, list[Any]]
    failures: dict[int, list[Problem]] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)


def make_plan(
    kind: Kind,
    header: Sequence[str],
    mapping: Mapping[str, str],
    answers: Answers,
    directory: Directory,
    source: tuple[Profile, Layout] | None,
) -> Plan:
    """The plan for a file whose columns are mapped (column to field)."""
    places = {name: header.index(column) for column, name in mapping.items() if column in header}
    plan = Plan(kind, header, places)
    maker = _Maker(answers, directory, source)
    for name, place in places.items():
        plan.readers[name] = Converted(maker.reader(FIELDS[kind][name], header[place]))
    return plan


def duration_format(column: str, answers: Answers, layout: Layout | None) -> DurationFormat:
    """What a person said, else what the heading says, else what the source always writes."""
    known = layout.duration if layout else DurationFormat()
    unit = DurationUnit(answers.duration_unit) if answers.duration_unit else unit_in(column) or known.unit
    clock = ClockForm(answers.clock_form) if answers.clock_form else clock_in(column) or known.clock
    return DurationFormat(unit, clock)


def _clock(text: str) -> object:
    text = text.strip()
    return time_of(text)[0] if text else None


class _Maker:
    """Makes converters."""

    def __init__(self, answers: Answers, directory: Directory, source: tuple[Profile, Layout] | None) -> None:
        self.answers = answers
        self.directory = directory
        self.profile: Profile | None = source[0] if source else None
        self.layout: Layout | None = source[1] if source else None
        self.zone = ZoneInfo(answers.zone) if answers.zone else directory.zone

    def reader(self, field: Field, column: str) -> Convert:
        """The converter for a field that stands in a column."""
        if field.value is ValueKind.MOMENT:
            order = self.answers.order_of(column)
            only_days = self.answers.dates_only.get(column, False)
            return MomentReader(MomentFormat(DateOrder(order) if order else None, only_days), self.zone)
        if field.value is ValueKind.DURATION:
            return duration_reader(duration_format(column, self.answers, self.layout))
        makers: dict[ValueKind, Callable[[Field], Convert]] = {
            ValueKind.LINE: lambda field: (title_reader if field.name == "subject" else line_reader)(field.longest),
            ValueKind.PARAGRAPH: lambda field: paragraph_reader(field.longest),
            ValueKind.KEY: self._key,
            ValueKind.EMAIL: lambda field: or_empty(read_email),
            ValueKind.PHONE: lambda field: or_empty(read_phone),
            ValueKind.CLOCK: lambda field: _clock,
            ValueKind.YES_OR_NO: lambda field: read_boolean,
            ValueKind.MONEY: self._money,
            ValueKind.STATUS: self._status,
            ValueKind.MEMBER: self._member,
            ValueKind.TYPE: self._type,
            ValueKind.OUTCOME: self._outcome,
        }
        return makers[field.value](field)

    def _key(self, field: Field) -> Convert:
        read = key_reader(field.longest)
        profile = self.profile
        if profile is None or not profile.has_id_form:
            return read
        return lambda text: profile.id_form(read(text))

    def _money(self, field: Field) -> Convert:
        currency = self.directory.organisation.currency
        sign = self.answers.decimal_sign or (self.layout.decimal_sign if self.layout else None)
        read = amount_reader(sign or None, currency)

        def read_minor(text: str) -> int | None:
            amount = read(text)
            return None if amount is None else to_minor(amount, currency)

        return read_minor

    def _status(self, field: Field) -> Convert:
        said = self.answers.statuses

        def read(text: str) -> StatusRead | None:
            status = said.get(folded(text))
            return StatusRead(status) if status else read_status(text)

        return read

    def _member(self, field: Field) -> Convert:
        said, directory = self.answers.owners, self.directory
        default = self.answers.default_owner if field.name == "owner" else None

        def read(text: str) -> object:
            key = member_key(text)
            member = said.get(key)
            if member is None and key not in directory.shared_names:
                member = directory.members.get(key)
            if member is None and default is not None:
                return default
            if not key or member == LEAVE_OUT or (member is None and field.name == "creator"):
                return None
            if member is not None:
                return member
            # Without its owner an activity counts for nobody; a company is worth having without one.
            if field.name != "owner":
                raise BadValue(ProblemKind.UNKNOWN_MEMBER, text, instead=None)
            shared = key in directory.shared_names
            raise BadValue(ProblemKind.AMBIGUOUS_OWNER if shared else ProblemKind.UNKNOWN_OWNER, text)

        return read

    def _type(self, field: Field) -> Convert:
        translate = self._translation(field)
        fallback = type_named(self.answers.default_type, self.answers, self.directory)

        def read(text: str) -> int | None:
            text = translate(text)
            if not text:
                return fallback
            found = type_named(text, self.answers, self.directory)
            if found is None:
                raise BadValue(ProblemKind.UNKNOWN_TYPE, text)
            return found

        return read

    def _outcome(self, field: Field) -> Convert:
        translate = self._translation(field)

        def read(text: str) -> int | None:
            text = translate(text)
            found = outcome_named(text, self.answers, self.directory)
            if text and found is None:
                raise BadValue(ProblemKind.UNKNOWN_OUTCOME, text)
            return None if found == LEAVE_OUT else found

        return read

    def _translation(self, field: Field) -> Callable[[str], str]:
        words = self.layout.words.get(field.name, {}) if self.layout else {}
        read = line_reader(field.longest)
        return lambda text: words.get(text.strip(), "") or read(text)


def type_named(text: str, answers: Answers, directory: Directory) -> int | None:
    """The id of the activity type that the text stands for."""
    key = folded(text)
    said = answers.types.get(key)
    if said is not None:
        return said or None
    facts = directory.types.get(key)
    return facts.id if facts else None


def outcome_named(text: str, answers: Answers, directory: Directory) -> int | None:
    """The id of the outcome that the text stands for; `LEAVE_OUT` where it is to be left empty."""
    key = folded(text)
    return answers.outcomes.get(key, directory.outcomes.get(key))
