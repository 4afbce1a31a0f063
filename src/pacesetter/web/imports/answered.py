"""From the form of an import to its answers."""

import hashlib
import json
from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from pacesetter.activities.category import categories
from pacesetter.core.refusal import Refusal
from pacesetter.imports.answers import LEAVE_OUT, Answers
from pacesetter.imports.directory import member_key
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.questions import Ask, Question, question_from_json
from pacesetter.imports.values.texts import folded
from pacesetter.people.models import Member
from pacesetter.web.imports.questions import NEW, NOBODY, SAME, STATUSES, sections_of


def fingerprint(batch: ImportBatch) -> str:
    """What the form was made from: fields are numbered, and must not be read against other questions or columns."""
    text = json.dumps([batch.mapping, [[one["ask"], one["about"], one["example"]] for one in batch.questions]])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answers_from(batch: ImportBatch, sent: QueryDict, viewer: Member) -> Answers:
    """The answers so far with what the form says. Raises a `Refusal` where the import was changed meanwhile."""
    if sent.get("made_from") != fingerprint(batch):
        raise Refusal(_("Somebody changed this import meanwhile. Look at it again."), code="changed")
    answers = Answers.from_json(batch.answers)
    for path in sent.getlist("again"):
        _forget(answers, path)
    offered = {
        line.name: {value for _heading, choices in line.groups for value, _label in choices}
        for section in sections_of(batch, viewer)
        for line in section.lines
    }
    for place, data in enumerate(batch.questions):
        question, value = question_from_json(data), sent.get(f"q{place}")
        choices = offered.get(f"q{place}")
        if value is not None and choices is not None and (not choices or value in choices):
            _READERS[question.ask](answers, question, value.strip())
    return answers


def _date_order(answers: Answers, question: Question, value: str) -> None:
    if value:
        answers.date_order[question.about] = value


def _duration_unit(answers: Answers, question: Question, value: str) -> None:
    answers.duration_unit = value


def _clock_form(answers: Answers, question: Question, value: str) -> None:
    answers.clock_form = value


def _decimal_sign(answers: Answers, question: Question, value: str) -> None:
    answers.decimal_sign = value


def _default_type(answers: Answers, question: Question, value: str) -> None:
    answers.default_type = value[:100]


def _owner(answers: Answers, question: Question, value: str) -> None:
    if not value:
        return
    member = int(value.removeprefix(SAME))
    if question.about:
        answers.owners[member_key(question.about)] = member
    else:
        answers.default_owner = member


def _type(answers: Answers, question: Question, value: str) -> None:
    if not question.about:
        _default_type(answers, question, value)
        return
    key = folded(question.about)
    answers.new_types.pop(key, None)
    if value.startswith(SAME):
        answers.types[key] = int(value.removeprefix(SAME))
    elif value.startswith(NEW) and value.removeprefix(NEW) in categories():
        answers.new_types[key] = value.removeprefix(NEW)


def _outcome(answers: Answers, question: Question, value: str) -> None:
    key = folded(question.about)
    if key in answers.new_outcomes:
        answers.new_outcomes.remove(key)
    if value.startswith(SAME):
        answers.outcomes[key] = int(value.removeprefix(SAME))
    elif value == NOBODY:
        answers.outcomes[key] = LEAVE_OUT
    elif value == NEW:
        answers.new_outcomes.append(key)


def _outcome_of_type(answers: Answers, question: Question, value: str) -> None:
    pair = [folded(question.about), folded(question.example)]
    if pair in answers.allowed:
        answers.allowed.remove(pair)
    if value:
        answers.allowed.append(pair)


def _status(answers: Answers, question: Question, value: str) -> None:
    if value in STATUSES:
        answers.statuses[folded(question.about)] = value


def _completed_from_due(answers: Answers, question: Question, value: str) -> None:
    answers.completed_from_due = bool(value)


def _nothing(answers: Answers, question: Question, value: str) -> None:
    """It is only told, not asked."""


_READERS: dict[Ask, Callable[[Answers, Question, str], None]] = {
    Ask.DATE_ORDER: _date_order,
    Ask.DURATION_UNIT: _duration_unit,
    Ask.CLOCK_FORM: _clock_form,
    Ask.DECIMAL_SIGN: _decimal_sign,
    Ask.DEFAULT_TYPE: _default_type,
    Ask.DEFAULT_OWNER: _owner,
    Ask.OWNER: _owner,
    Ask.TYPE: _type,
    Ask.OUTCOME: _outcome,
    Ask.OUTCOME_OF_TYPE: _outcome_of_type,
    Ask.STATUS: _status,
    Ask.COMPLETED_FROM_DUE: _completed_from_due,
    Ask.SWAPPED_DATES: _nothing,
}


def _forget(answers: Answers, path: str) -> None:
    """Take back one thing that was said: `field` or `field:key`, as `said.py` writes it."""
    name, _colon, key = path.partition(":")
    plain = Answers()
    if name not in ("date_order", "types", "outcomes", "owners", "statuses"):
        if name in (
            "duration_unit",
            "clock_form",
            "decimal_sign",
            "default_type",
            "default_owner",
            "completed_from_due",
        ):
            setattr(answers, name, getattr(plain, name))
        return
    getattr(answers, name).pop(key, None)
