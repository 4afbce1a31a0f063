"""A value that an event keeps, in words."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.activities.category import categories
from pacesetter.activities.models import OutcomeMeaning
from pacesetter.kpis.models import Credit, Direction, Measure, Moment
from pacesetter.people.models import AccessLevel
from pacesetter.tenancy.models import SecondFactor
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.lists.plain import plain
from pacesetter.web.setup.symbols import SYMBOLS

NOTHING = "–"

# Field -> what it is called. Fields that are not here (ids of mappings, say) are told in other words.
FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "category": gettext_lazy("Category"),
    "default_minutes": gettext_lazy("Minutes"),
    "points": gettext_lazy("Points"),
    "symbol": gettext_lazy("Symbol"),
    "needs_outcome": gettext_lazy("An outcome must be chosen"),
    "outcomes": gettext_lazy("Outcomes"),
    "meaning": gettext_lazy("Means for a meeting"),
    "order": gettext_lazy("Order"),
    "position": gettext_lazy("Place in the list"),
    "measure": gettext_lazy("Measure"),
    "moment": gettext_lazy("Counts when"),
    "credit": gettext_lazy("Counts for"),
    "direction": gettext_lazy("Direction"),
    "numerator_id": gettext_lazy("Ratio of"),
    "denominator_id": gettext_lazy("over"),
    "time_zone": gettext_lazy("Time zone"),
    "first_weekday": gettext_lazy("The week begins on"),
    "fiscal_month": gettext_lazy("The fiscal year begins in"),
    "country": gettext_lazy("Country"),
    "region": gettext_lazy("Region"),
    "currency": gettext_lazy("Currency"),
    "email_domains": gettext_lazy("E-mail domains"),
    "pace_on_track": gettext_lazy("On track from"),
    "pace_behind": gettext_lazy("Behind from"),
    "score_cap": gettext_lazy("Cap of the score"),
    "second_factor": gettext_lazy("Second factor"),
    "day": gettext_lazy("Day"),
    "share": gettext_lazy("Share of the day"),
    "access_level": gettext_lazy("Access level"),
    "email": gettext_lazy("E-mail address"),
    "phone": gettext_lazy("Phone number"),
    "joined_on": gettext_lazy("First day"),
    "left_on": gettext_lazy("Last day"),
    "issuer": gettext_lazy("Issuer"),
    "client_id": gettext_lazy("Client ID"),
    "is_only_way": gettext_lazy("The only way to log in"),
    "break_glass": gettext_lazy("Gets in by a password all the same"),
    "secret_changed": gettext_lazy("Client secret changed"),
}


def in_words(field: str, value: Any, kind: str, known: KnownNames) -> str:
    """The value as people would say it; a dash for none."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "outcomes":
        return _names("outcome", value, known)
    if field == "order":
        return _names(kind, value, known)
    if field in ("numerator_id", "denominator_id"):
        return known.name("kpi", value) or _("(removed)")
    if field == "break_glass":
        return known.name("member", value) or _("(removed)")
    words = _WORDS.get(field)
    return words(value) if words else _plain(value)


def _names(kind: str, ids: list[int], known: KnownNames) -> str:
    return ", ".join(known.name(kind, pk) or _("(removed)") for pk in ids)


def _category(key: Any) -> str:
    found = categories().get(key)
    return str(found.label) if found else str(key)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    try:
        return plain(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def _choice(choices: Any) -> Callable[[Any], str]:
    return lambda value: str(dict(choices.choices).get(value, value))


_WORDS: dict[str, Callable[[Any], str]] = {
    "name": str,
    "category": _category,
    "symbol": lambda value: str(SYMBOLS.get(value, value)),
    "measure": _choice(Measure),
    "meaning": _choice(OutcomeMeaning),
    "moment": _choice(Moment),
    "credit": _choice(Credit),
    "direction": _choice(Direction),
    "second_factor": _choice(SecondFactor),
    "first_weekday": lambda value: str(WEEKDAYS.get(value, value)),
    "fiscal_month": lambda value: str(MONTHS.get(value, value)),
    "day": lambda value: date_format(date.fromisoformat(value), "DATE_FORMAT"),
    "access_level": _choice(AccessLevel),
    "email": str,
    "phone": str,
    "joined_on": lambda value: date_format(date.fromisoformat(value), "DATE_FORMAT"),
    # The last day that still counted, as everywhere on the pages.
    "left_on": lambda value: date_format(date.fromisoformat(value) - timedelta(days=1), "DATE_FORMAT"),
}
