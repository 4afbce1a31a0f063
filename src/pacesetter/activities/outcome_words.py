"""What an outcome's name suggests that it means.

A suggestion for outcomes that are made by their name alone (a playbook, an import, a line typed by an administrator);
what counts is the meaning that stands at the outcome. Playbooks name outcomes in the language of whoever applies them,
so the product's own names are known in each of its languages, beside those that exports of other products bring.
"""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override

from pacesetter.activities.models import OutcomeMeaning

_KNOWN = {
    OutcomeMeaning.HELD: ("took place", "attended", "completed", "happened", "met", "fand statt", "durchgeführt"),
    OutcomeMeaning.NO_SHOW: (
        "did not attend",
        "did not show up",
        "did not show",
        "absent",
        "nicht erschienen",
        "nicht gekommen",
    ),
    OutcomeMeaning.CALLED_OFF: (
        "declined",
        "declined by all",
        "called off",
        "cancelled",
        "canceled",
        "abgelehnt",
        "von allen abgelehnt",
    ),
}
_OWN = {OutcomeMeaning.HELD: "Held", OutcomeMeaning.NO_SHOW: "No-show", OutcomeMeaning.CALLED_OFF: "Declined"}


def suggested_meaning(name: str) -> OutcomeMeaning:
    """What the name says; `NONE` where it says nothing of the kind."""
    return _meanings().get(_bare(name), OutcomeMeaning.NONE)


@cache
def _meanings() -> dict[str, OutcomeMeaning]:
    found = {_bare(word): meaning for meaning, words in _KNOWN.items() for word in words}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {_bare(gettext(word)): meaning for meaning, word in _OWN.items()}
    return found


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
