"""A guess of what a new activity type is, from its name."""

import re

# The first line that fits decides, so what is rarer stands higher.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("phone_call", r"voice"),
    ("email_campaign", r"campaign|newsletter|mass ?mail|list ?email|mailshot|mailing"),
    ("follow_up", r"follow|remind|check.?in|to.?do|task|chase"),
    ("email", r"e-?mail|mail"),
    ("phone_call", r"call|phone|ring|dial|voice|anruf|telefon|appel|llamada"),
    (
        "meeting",
        (
            r"meet|demo|visit|appointment|lunch|coffee|dinner|zoom|teams|presentation|workshop|training|event|site|"
            r"webinar|termin|besuch|besprechung|rendez|reuni"
        ),
    ),
)


def category_for(name: str) -> str:
    """The category that a type of this name most likely belongs to; `other` where nothing tells."""
    for category, signs in _SIGNS:
        if re.search(signs, name.casefold()):
            return category
    return "other"
