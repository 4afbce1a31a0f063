"""Whether an import can be brought in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.answers import Answers
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.mapping import missing_fields
from pacesetter.imports.missing import open_questions
from pacesetter.imports.models import ImportBatch


def fields_missing(batch: ImportBatch) -> list[str]:
    """The labels of required fields that nothing gives."""
    answers = Answers.from_json(batch.answers)
    supplied: Sequence[str] = [
        name for name, there in (("type", answers.default_type), ("owner", answers.default_owner)) if there
    ]
    return missing_fields(list(batch.mapping.values()), Kind(batch.kind), supplied=supplied)


def refuse_unready(batch: ImportBatch) -> None:
    """Raise a `Refusal` while a required field has no column or a question that blocks is open."""
    missing = fields_missing(batch)
    if missing:
        raise Refusal(
            _("No column gives: %(fields)s. Map a column to each.") % {"fields": ", ".join(missing)},
            field="map",
            code="missing_fields",
        )
    blocking = open_questions(batch)
    if blocking:
        raise Refusal(
            _("Answer first: %(questions)s.")
            % {"questions": ", ".join(f"{question.ask.value} {question.about}".strip() for question in blocking)},
            code="open_questions",
        )
