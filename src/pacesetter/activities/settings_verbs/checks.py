"""What settings of activities refuse, said once."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from pacesetter.activities.category import UnknownCategory, category_of
from pacesetter.activities.models import Outcome, OutcomeMeaning
from pacesetter.activities.settings_verbs.amounts import Number, amount
from pacesetter.core.refusal import Refusal
from pacesetter.people.verbs import guards


def category(key: str) -> str:
    """Refuse a category that is not installed."""
    try:
        category_of(key)
    except UnknownCategory:
        raise Refusal(_("There is no such category."), field="category", code="unknown") from None
    return key


def minutes(number: int) -> int:
    """Refuse minutes below zero or beyond a day."""
    return int(amount(number, "default_minutes", places=0, at_least=0, below=24 * 60 + 1))


def points(number: Number) -> Decimal:
    """Refuse points below zero or with more than two decimal places."""
    return amount(number, "points", places=2, at_least=0, below=10**8)


def meaning(given: str) -> OutcomeMeaning:
    """Refuse a meaning that there is not."""
    try:
        return OutcomeMeaning(given)
    except ValueError:
        raise Refusal(_("There is no such meaning."), field="meaning", code="unknown") from None


def outcomes(wanted: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes in their order, each once. Refuses one of another organisation and one that is archived."""
    found = {outcome.pk: outcome for outcome in wanted}
    for outcome in found.values():
        guards.known(outcome, "outcomes")
        if outcome.archived_at is not None:
            raise Refusal(
                _("“%(outcome)s” is archived. Restore it first.") % {"outcome": outcome},
                field="outcomes",
                code="archived",
            )
    return list(found.values())


def needed_outcome(needs_outcome: bool, number: int) -> None:
    """Refuse to demand an outcome where there is none to choose: nothing could be completed."""
    if needs_outcome and not number:
        raise Refusal(_("Name at least one outcome to choose from."), field="needs_outcome", code="no_outcomes")
