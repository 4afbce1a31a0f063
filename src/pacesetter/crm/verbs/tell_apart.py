"""Say that two companies which look like one are not."""

from django.db import transaction

from pacesetter import events
from pacesetter.crm.models import Company, DifferentCompanies
from pacesetter.crm.verbs import guards
from pacesetter.people.models import Member


def tell_apart(one: Company, other: Company, *, by: Member | None) -> DifferentCompanies | None:
    """Suggest the two as one no more. None where they are one and the same row."""
    guards.of_this_house(by)
    for row in (one, other):
        guards.known(row)
    if one.pk == other.pk:
        return None
    first, second = sorted((one, other), key=lambda row: row.pk)
    with transaction.atomic():
        told, made = DifferentCompanies.objects.get_or_create(first=first, second=second)
        if made:
            data = {"other_id": second.pk}
            events.record("company.told_apart", "company", first.pk, by_id=by.pk if by else None, data=data)
    return told


def forget_difference(one: Company, other: Company, *, by: Member | None) -> None:
    """Undo `tell_apart`. Nothing happens where nobody has said so."""
    guards.of_this_house(by)
    first, second = sorted((one, other), key=lambda row: row.pk)
    with transaction.atomic():
        gone, _by_table = DifferentCompanies.objects.filter(first=first, second=second).delete()
        if gone:
            data = {"other_id": second.pk}
            events.record("company.difference_forgotten", "company", first.pk, by_id=by.pk if by else None, data=data)
