"""What was said about a file already, so that it can be said otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.imports.answers import Answers
from pacesetter.imports.models import ImportBatch
from pacesetter.people.models import Member
from pacesetter.web.customers.members import member_names
from pacesetter.web.imports.questions import CLOCKS, ORDERS, SIGNS, STATUSES, UNITS


@dataclass(frozen=True)
class Said:
    """One answer: `path` names it when it is to be asked again."""

    path: str
    about: str
    meaning: str


def said_about(batch: ImportBatch, viewer: Member) -> list[Said]:
    """All answers that are no longer asked for."""
    return list(_said(Answers.from_json(batch.answers), batch, viewer))


def _said(answers: Answers, batch: ImportBatch, viewer: Member) -> Iterator[Said]:
    catalogue, members = catalogue_of(viewer.organisation), member_names(viewer)
    for column, order in answers.date_order.items():
        if column in batch.mapping:
            yield Said(f"date_order:{column}", column, str(ORDERS[order]))
    if answers.duration_unit:
        yield Said("duration_unit", _("A bare number as a duration"), str(UNITS[answers.duration_unit]))
    if answers.clock_form:
        yield Said("clock_form", _("10:30 as a duration"), str(CLOCKS[answers.clock_form]))
    if answers.decimal_sign:
        yield Said("decimal_sign", _("Decimals of amounts"), str(SIGNS[answers.decimal_sign]))
    if answers.default_type:
        yield Said("default_type", _("Rows without an activity type"), answers.default_type)
    if answers.default_owner is not None:
        about = _("Rows without an owner whom we know")
        yield Said("default_owner", about, members.get(answers.default_owner, ""))
    if answers.completed_from_due:
        yield Said("completed_from_due", _("What is done without a date"), _("On the day it was due"))
    for text, member in answers.owners.items():
        yield Said(f"owners:{text}", text, members.get(member, _("Left out")))
    for text, type_id in answers.types.items():
        yield Said(f"types:{text}", text, getattr(catalogue.types.get(type_id), "name", ""))
    for text, outcome_id in answers.outcomes.items():
        name = getattr(catalogue.outcomes.get(outcome_id), "name", "")
        yield Said(f"outcomes:{text}", text, name or _("Without an outcome"))
    for text, status in answers.statuses.items():
        yield Said(f"statuses:{text}", text, str(STATUSES[status]))
