"""What a person has to say, or may want to say, before a file is brought in."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import process

from pacesetter.imports.answers import Answers
from pacesetter.imports.categories import category_for
from pacesetter.imports.directory import Directory, member_key
from pacesetter.imports.fields.field import Kind, ValueKind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.plan import duration_format, outcome_named, type_named
from pacesetter.imports.profiles.profile import Layout
from pacesetter.imports.survey import Survey
from pacesetter.imports.values.cell import BadValue
from pacesetter.imports.values.date_shapes import DateOrder
from pacesetter.imports.values.date_survey import DateDoubt
from pacesetter.imports.values.durations import ClockForm, DurationUnit
from pacesetter.imports.values.statuses import COMPLETED, read_status
from pacesetter.imports.values.texts import folded


class Ask(StrEnum):
    # Without an answer to these the file is not brought in.
    DATE_ORDER = "date_order"
    DURATION_UNIT = "duration_unit"
    CLOCK_FORM = "clock_form"
    DECIMAL_SIGN = "decimal_sign"
    DEFAULT_TYPE = "default_type"
    DEFAULT_OWNER = "default_owner"
    # Without an answer to these the rows concerned are left out.
    OWNER = "owner"
    TYPE = "type"
    OUTCOME = "outcome"
    OUTCOME_OF_TYPE = "outcome_of_type"
    STATUS = "status"
    COMPLETED_FROM_DUE = "completed_from_due"
    # Worth a look.
    SWAPPED_DATES = "swapped_dates"


BLOCKING = frozenset(
    {Ask.DATE_ORDER, Ask.DURATION_UNIT, Ask.CLOCK_FORM, Ask.DECIMAL_SIGN, Ask.DEFAULT_TYPE, Ask.DEFAULT_OWNER}
)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `about` is a column, or a text from the file; `count` how many rows it concerns."""

    ask: Ask
    about: str = ""
    count: int = 0
    example: str = ""
    choices: tuple[str, ...] = ()
    suggestion: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the file can't be brought in without an answer."""
        return self.ask in BLOCKING

    def to_json(self) -> dict[str, Any]:
        """The question as it is kept."""
        return asdict(self)


def question_from_json(data: dict[str, Any]) -> Question:
    """The question back again."""
    return Question(**{**data, "ask": Ask(data["ask"]), "choices": tuple(data["choices"])})


def learn(survey: Survey, answers: Answers) -> None:
    """Write down what the survey settles by itself, so that every later run reads the file the same way."""
    # One program wrote all columns, so a date that can only be read one way settles the others that look the same.
    settled = {(dates.order, sign) for dates in survey.dates.values() if dates.order for sign in dates.signs}
    for column, dates in survey.dates.items():
        orders = {order for order, sign in settled if sign in dates.signs and order in dates.candidates}
        order = dates.order or (orders.pop() if len(orders) == 1 else None)
        if order is not None and not answers.order_of(column):
            answers.date_order[column] = order.value
        answers.dates_only[column] = dates.dates_only
    for amounts in survey.amounts.values():
        if amounts.decimal_sign and not answers.decimal_sign:
            answers.decimal_sign = amounts.decimal_sign


def questions_about(survey: Survey, answers: Answers, directory: Directory, layout: Layout | None) -> list[Question]:
    """All questions that are still open, those that block first."""
    asked = [*_formats(survey, answers, layout), *_owners(survey, answers, directory)]
    if survey.kind is Kind.ACTIVITIES:
        asked += [*_types(survey, answers, directory, layout), *_statuses(survey, answers, directory)]
    return sorted(asked, key=lambda question: (not question.blocks, list(Ask).index(question.ask), -question.count))


def _formats(survey: Survey, answers: Answers, layout: Layout | None) -> Iterable[Question]:
    for column, dates in survey.dates.items():
        if dates.swapped_by_excel:
            yield Question(Ask.SWAPPED_DATES, column, dates.iso)
        if dates.doubt and not answers.order_of(column):
            examples = list(dates.examples.values())
            choices = dates.candidates or frozenset((DateOrder.DMY, DateOrder.MDY))
            suggestion = "" if dates.doubt is DateDoubt.AMBIGUOUS else DateOrder.DMY.value
            yield Question(
                Ask.DATE_ORDER, column, dates.triples, " / ".join(examples[:2]), tuple(sorted(choices)), suggestion
            )
    for column, durations in survey.durations.items():
        known = duration_format(column, answers, layout)
        if durations.needs_unit(known):
            yield Question(Ask.DURATION_UNIT, column, durations.bare, durations.example, tuple(DurationUnit), "minutes")
        if durations.needs_clock(known):
            yield Question(Ask.CLOCK_FORM, column, durations.clocks, durations.clock_example, tuple(ClockForm))
    for column, amounts in survey.amounts.items():
        sign = answers.decimal_sign or (layout.decimal_sign if layout else None)
        if amounts.needs_answer and not sign:
            yield Question(Ask.DECIMAL_SIGN, column, 0, amounts.doubtful, (".", ","))


def _owners(survey: Survey, answers: Answers, directory: Directory) -> Iterable[Question]:
    kind = ValueKind.MEMBER
    fields = [field.name for field in FIELDS[survey.kind].values() if field.value is kind and field.name != "creator"]
    unknown: Counter[str] = Counter()
    for name in fields:
        for text, times in survey.names.get(name, Counter()).items():
            key = member_key(text)
            known = key in answers.owners or (key in directory.members and key not in directory.shared_names)
            if key and not known and (answers.default_owner is None or name != "owner"):
                unknown[text] += times
    names = {member: folded(name) for member, name in directory.member_names.items()}
    for text, times in unknown.items():
        match = process.extractOne(member_key(text), names, score_cutoff=80)
        yield Question(Ask.OWNER, text, times, suggestion=directory.member_names[match[2]] if match else "")
    without = survey.names.get("owner", Counter())[""] if "owner" in survey.places else survey.rows
    if survey.kind is Kind.ACTIVITIES and without and answers.default_owner is None:
        # A few rows without an owner are left out; a file without owners can't be brought in.
        yield Question(Ask.DEFAULT_OWNER if without == survey.rows else Ask.OWNER, "", without)


def _types(survey: Survey, answers: Answers, directory: Directory, layout: Layout | None) -> Iterable[Question]:
    types, outcomes = survey.names.get("type", Counter()), survey.names.get("outcome", Counter())
    words = layout.words.get("outcome", {}) if layout else {}
    without = types[""] if "type" in survey.places else survey.rows
    if without and not answers.default_type:
        blocks = without == survey.rows
        yield Question(
            Ask.DEFAULT_TYPE if blocks else Ask.TYPE, "", without, suggestion=layout.implied_type if layout else ""
        )
    wanted = Counter({text: times for text, times in types.items() if text})
    if answers.default_type and without:
        wanted[answers.default_type] += without
    yield from _unknown(
        Ask.TYPE,
        wanted,
        lambda text: type_named(text, answers, directory),
        [facts.name for facts in directory.types.values()],
        category_for,
    )
    told = Counter({words.get(text, text): times for text, times in outcomes.items() if text})
    for text, times in survey.names.get("status", Counter()).items():
        if outcome := _outcome_of_status(text, answers):
            told[outcome] += times
    names = list(directory.outcome_names.values())
    yield from _unknown(Ask.OUTCOME, told, lambda text: outcome_named(text, answers, directory), names, lambda text: "")
    yield from _endings(survey, answers, directory, words)


def _unknown(
    ask: Ask,
    names: Counter[str],
    find: Callable[[str], int | None],
    known: Iterable[str],
    hint: Callable[[str], str],
) -> Iterable[Question]:
    """One question per name that is not known, spellings taken together. `choices` are the nearest known names."""
    spellings: dict[str, Counter[str]] = {}
    for text, times in names.items():
        if text and find(text) is None:
            spellings.setdefault(folded(text), Counter())[text] += times
    for counted in spellings.values():
        text = counted.most_common(1)[0][0]
        near = process.extract(text, list(known), limit=3, score_cutoff=75)
        yield Question(ask, text, counted.total(), choices=tuple(match[0] for match in near), suggestion=hint(text))


def _endings(survey: Survey, answers: Answers, directory: Directory, words: dict[str, str] | Any) -> Iterable[Question]:
    """Outcomes that are known, with types that are known, which the type's settings don't allow."""
    refused: Counter[tuple[str, str]] = Counter()
    for (kind, ending, state), times in survey.endings.items():
        outcome = words.get(ending, ending) or _outcome_of_status(state, answers)
        type_name = kind or answers.default_type
        type_id, outcome_id = type_named(type_name, answers, directory), outcome_named(outcome, answers, directory)
        # With one of the two unknown the question about that one comes first; creating it makes the pair as well.
        if outcome and type_name and outcome_id != 0 and (type_id, outcome_id) not in directory.allowed:
            refused[type_name, outcome] += times
    for (type_name, outcome), times in refused.items():
        yield Question(Ask.OUTCOME_OF_TYPE, type_name, times, outcome)


def _statuses(survey: Survey, answers: Answers, directory: Directory) -> Iterable[Question]:
    done = 0
    for text, times in survey.names.get("status", Counter()).items():
        if folded(text) in answers.statuses:
            done += times * (answers.statuses[folded(text)] == COMPLETED)
            continue
        try:
            read = read_status(text)
        except BadValue:
            yield Question(Ask.STATUS, text, times, choices=("planned", "completed", "cancelled"))
            continue
        done += times if read is not None and read.status == COMPLETED else 0
    dated = survey.places.keys() & {"completed", "date"}
    if "due" in survey.places and not dated and not answers.completed_from_due:
        count = done if "status" in survey.places else survey.rows
        if count:
            yield Question(Ask.COMPLETED_FROM_DUE, "", count)


def _outcome_of_status(text: str, answers: Answers) -> str:
    if not text or folded(text) in answers.statuses:
        return ""
    try:
        read = read_status(text)
    except BadValue:
        return ""
    return read.outcome if read is not None else ""
