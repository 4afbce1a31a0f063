"""Activity types and outcomes that a file names and the organisation lacks, made where that was asked for."""

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.activities.outcome_words import suggested_meaning
from pacesetter.events.recording import record
from pacesetter.imports.answers import Answers
from pacesetter.imports.directory import load_directory
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.opened import OpenedImport
from pacesetter.imports.plan import outcome_named, type_named
from pacesetter.imports.questions import Ask, Question, question_from_json
from pacesetter.imports.values.texts import folded
from pacesetter.people.models import Member
from pacesetter.tenancy.settings_changes import touch_settings


def create_missing(opened: OpenedImport, *, by: Member | None) -> None:
    """Make what the questions name, in the caller's transaction, and note it in the batch (which the caller saves).

    All of it where `create_missing` was answered, else what was said one by one. A new type gets the category that was
    said or that its name suggests, and allows the outcomes with which the file names it.
    """
    answers = opened.answers
    if not (answers.create_missing or answers.new_types or answers.new_outcomes or answers.allowed):
        return
    directory = load_directory()
    asked = [question_from_json(data) for data in opened.batch.questions]
    made: dict[str, list[int]] = {"activity_types": [], "outcomes": []}
    position = ActivityType.objects.count()
    for question in _about(asked, Ask.TYPE):
        key = folded(question.about)
        # Somebody may have made it since the file was looked at.
        if not (answers.create_missing or key in answers.new_types) or type_named(key, answers, directory):
            continue
        category = answers.new_types.get(key) or question.suggestion or "other"
        activity_type = ActivityType.objects.create(name=question.about, category=category, position=position)
        position += 1
        made["activity_types"].append(activity_type.pk)
        record(
            "activity_type.created",
            "activity_type",
            activity_type.pk,
            by_id=by.pk if by else None,
            data={"by": "import"},
        )
    position = Outcome.objects.count()
    for question in _about(asked, Ask.OUTCOME):
        key = folded(question.about)
        made_here = answers.create_missing or key in answers.new_outcomes
        if not made_here or outcome_named(key, answers, directory) is not None:
            continue
        outcome = Outcome.objects.create(
            name=question.about, meaning=suggested_meaning(question.about), position=position
        )
        position += 1
        made["outcomes"].append(outcome.pk)
        record("outcome.created", "outcome", outcome.pk, by_id=by.pk if by else None, data={"by": "import"})
    _allow(opened, [pair for pair in _about(asked, Ask.OUTCOME_OF_TYPE) if _is_wanted(pair, answers)])
    opened.batch.made = {**opened.batch.made, **made}
    if any(made.values()):
        touch_settings(by_id=by.pk if by else None, cause="import.created_types")


def _about(asked: list[Question], ask: Ask) -> list[Question]:
    return [question for question in asked if question.ask is ask and question.about]


def _is_wanted(pair: Question, answers: Answers) -> bool:
    """Whether the type shall allow the outcome: that was said, or one of the two is new, and says so by being made."""
    type_key, outcome_key = folded(pair.about), folded(pair.example)
    return (
        answers.create_missing
        or [type_key, outcome_key] in answers.allowed
        or type_key in answers.new_types
        or outcome_key in answers.new_outcomes
    )


def _allow(opened: OpenedImport, pairs: list[Question]) -> None:
    directory = load_directory()
    for question in pairs:
        type_id = type_named(question.about, opened.answers, directory)
        outcome_id = outcome_named(question.example, opened.answers, directory)
        if type_id and outcome_id:
            ActivityTypeOutcome.objects.get_or_create(activity_type_id=type_id, outcome_id=outcome_id)


def open_questions(batch: ImportBatch) -> list[Question]:
    """What is still to be answered before the batch can be brought in."""
    return [question for question in map(question_from_json, batch.questions) if question.blocks]
