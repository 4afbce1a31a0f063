"""What the address of somebody unknown tells of them: a name, and a company. Pure but for the list of freemail."""

import re

from pacesetter.crm.matching import company_domain_of

# "Jane Doe via Example" and "Jane Doe (Example)" are what mail programs and lists make of a name.
_ADDED = re.compile(r"\s+(?:via\s.+|\(.*\))$", re.IGNORECASE)
# Endings under which companies have their names one level further down: example.co.nz.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "govt", "edu", "or", "ne", "gen", "school", "ltd"})


def person_named(name: str, address: str) -> str:
    """The person's name: the displayed one, turned round where it is "Doe, Jane"; else from the address."""
    name = _ADDED.sub("", name.strip().strip("\"'")).strip()
    if name and "@" not in name:
        last, comma, first = name.partition(",")
        return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name
    words = re.split(r"[._\-+]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word and not word.isdigit()) or address


def company_named(address: str) -> tuple[str, str]:
    """A name for the company of the address, and its domain; both empty for freemail."""
    domain = company_domain_of(address)
    if not domain:
        return "", ""
    labels = domain.split(".")
    is_deeper = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    label = labels[-3] if is_deeper else labels[-2]
    return " ".join(word.capitalize() for word in label.split("-") if word), domain
