"""Which column is which field, once somebody has had the chance to correct the guess."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.profiles.guess import ColumnGuess, Ground
from pacesetter.imports.values.texts import folded

# What is said in place of a field to leave a column out.
LEFT_OUT = ("", "-", "none", "ignore")


def corrected(
    guesses: Mapping[str, ColumnGuess], header: Sequence[str], kind: Kind, said: Mapping[str, str]
) -> dict[str, ColumnGuess]:
    """The guesses with what a person said instead: column to field, or to nothing.

    Raises a `Refusal` for a column or a field that isn't there.
    """
    mapped = dict(guesses)
    for spoken, field in said.items():
        column = _column(spoken, header)
        if field.strip().lower() in LEFT_OUT:
            mapped.pop(column, None)
            continue
        if field not in FIELDS[kind]:
            raise Refusal(
                _("There is no field “%(field)s”. There are: %(fields)s.")
                % {"field": field, "fields": ", ".join(FIELDS[kind])},
                field="map",
            )
        for other in [other for other, guess in mapped.items() if guess.field == field]:
            del mapped[other]
        mapped[column] = ColumnGuess(column, field, 1.0, Ground.PERSON)
    return mapped


def missing_fields(fields: Sequence[str], kind: Kind, *, supplied: Sequence[str] = ()) -> list[str]:
    """The labels of required fields that neither a column nor something else (`supplied`) gives."""
    there = {*fields, *supplied}
    missing = [str(field.label) for field in FIELDS[kind].values() if field.required and field.name not in there]
    if kind is Kind.CONTACTS and not there & {"name", "first_name", "last_name", "email"}:
        missing.append(str(FIELDS[kind]["name"].label))
    if kind is Kind.ACTIVITIES and not there & {"date", "due", "completed"}:
        missing.append(str(FIELDS[kind]["date"].label))
    return missing


def _column(spoken: str, header: Sequence[str]) -> str:
    if spoken in header:
        return spoken
    for column in header:
        if folded(column) == folded(spoken):
            return column
    raise Refusal(
        _("The file has no column “%(column)s”. It has: %(header)s.") % {"column": spoken, "header": ", ".join(header)},
        field="map",
    )
