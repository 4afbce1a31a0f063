"""What must be right before anything starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from pacesetter.activities.category import COLOURS, FORM_FIELDS, REQUIREMENTS
from pacesetter.tenancy.plug_in_checks import faults_of


@register
def ledgers_are_there(**_: Any) -> list[CheckMessage]:
    faults = faults_of("ACTIVITY_LEDGERS", ("post",))
    if not settings.ACTIVITY_LEDGERS:
        hint = "Without one no activity can change, since nobody would keep the totals."
        faults.append(Error("ACTIVITY_LEDGERS is empty.", hint=hint, id="activities.E001"))
    return faults


@register
def categories_are_there(**_: Any) -> list[CheckMessage]:
    faults = faults_of("ACTIVITY_CATEGORIES", ("planned", "changed", "completed", "cancelled", "reopened"))
    if faults:
        return faults
    found: list[CheckMessage] = [
        Error(f"{path} calls itself {key_of(path)!r}; the table calls it {key!r}.", id="activities.E002")
        for key, path in settings.ACTIVITY_CATEGORIES.items()
        if key_of(path) != key
    ]
    for path in settings.ACTIVITY_CATEGORIES.values():
        unknown = set(getattr(import_string(path), "form_fields", ())) - FORM_FIELDS
        if unknown:
            found.append(Error(f"{path} asks for {sorted(unknown)}, which no form knows.", id="activities.E003"))
        needed = set(getattr(import_string(path), "requires", ())) - REQUIREMENTS.keys()
        if needed:
            found.append(Error(f"{path} requires {sorted(needed)}, which nothing knows.", id="activities.E004"))
        if (colour := getattr(import_string(path), "colour", "slate")) not in COLOURS:
            found.append(Error(f"{path} has the colour {colour!r}; there are {sorted(COLOURS)}.", id="activities.E005"))
    return found


def key_of(path: str) -> str:
    """What the category at the path calls itself."""
    return str(getattr(import_string(path), "key", ""))
