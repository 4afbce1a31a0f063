"""Telephone numbers, kept as they were written.

Bringing them to one international form needs the organisation's country and is done by the crm room when it saves them.
"""

import re

from pacesetter.core.export_guard import unguarded
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue

MAX_PHONE = 32
_PHONE = re.compile(r"^\+?[\d\s()./\\-]*\d[\d\s()./\\-]*(?:(?:,|;|#|x|ext\.?|extn\.?)\s*\d{1,6})?$", re.IGNORECASE)


def read_phone(text: str) -> str:
    """The first number in the cell; empty for an empty cell. Raises `BadValue` where it cannot be a number."""
    text = unguarded(text.strip()).removeprefix("tel:").strip()
    if not text:
        return ""
    for part in (text, *re.split(r"[,;]", text)):
        number = part.strip()
        if _PHONE.match(number) and 3 <= sum(c.isdigit() for c in number) <= 20 and len(number) <= MAX_PHONE:
            return number
    raise BadValue(ProblemKind.NOT_A_PHONE, text)
