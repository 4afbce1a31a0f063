"""What an outcome's name means for a meeting.

Organisations name their outcomes themselves, and the playbooks name them in the language of whoever applies them; so
the names that the product itself gives are known in each of its languages, beside those that exports of other products
bring.
"""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override

_KNOWN = {
    "held": ("took place", "attended", "completed", "happened", "met", "fand statt", "durchgeführt"),
    "no-show": ("did not attend", "did not show up", "did not show", "absent", "nicht erschienen", "nicht gekommen"),
    "off": ("declined", "declined by all", "called off", "cancelled", "canceled", "abgelehnt"),
}
_OWN = {"held": "Held", "no-show": "No-show", "off": "Declined"}


def outcome_meaning(name: str) -> str:
    """`held`, `no-show` or `off`, empty where the name says none of them."""
    return _meanings().get(_bare(name), "")


@cache
def _meanings() -> dict[str, str]:
    found = {_bare(word): meaning for meaning, words in _KNOWN.items() for word in words}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {_bare(gettext(word)): meaning for meaning, word in _OWN.items()}
    return found


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
